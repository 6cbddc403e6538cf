using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Training.Losses;
using DenseEdge.Training.Tests.Network;

namespace DenseEdge.Training.Tests.Losses;

public sealed class ClassBalanceTests
{
    private static readonly TaskSpec FourClasses = new()
    {
        Kind = TaskKind.SemanticSegmentation,
        Classes = Networks.Classes(4),
    };

    // Class 0 on 64 pixels, 1 on 16, 2 on 1, 3 on none; the rest is unknown.
    private static readonly byte[] Labels =
        [.. Enumerable.Repeat((byte)0, 64), .. Enumerable.Repeat((byte)1, 16), 2, .. Enumerable.Repeat((byte)255, 19)];

    [Fact]
    public void Weights_AtStrengthZero_AreOne()
        => Assert.All(ClassBalance.Weights(new LabelSource(Labels), FourClasses, 0), weight => Assert.Equal(1, weight, 1e-12));

    [Fact]
    public void Weights_AtStrengthOne_GiveEveryClassTheSameSum()
    {
        IReadOnlyList<double> weights = ClassBalance.Weights(new LabelSource(Labels), FourClasses, 1, largest: 1000);
        Assert.Equal(64 * weights[0], 16 * weights[1], 1e-9);
        Assert.Equal(64 * weights[0], 1 * weights[2], 1e-9);
    }

    [Theory]
    [InlineData(0.4, 10)]
    [InlineData(1.0, 2)]
    public void Weights_AtAnyStrength_HaveAMeanOfOneOverThePixels(double strength, double largest)
    {
        IReadOnlyList<double> weights = ClassBalance.Weights(new LabelSource(Labels), FourClasses, strength, largest);
        Assert.Equal(81, (64 * weights[0]) + (16 * weights[1]) + weights[2], 1e-9);
    }

    [Fact]
    public void Weights_OfAClassThatNeverOccurs_AreThoseOfTheRarest()
    {
        IReadOnlyList<double> weights = ClassBalance.Weights(new LabelSource(Labels), FourClasses, 0.5);
        Assert.Equal(weights[2], weights[3]);
    }

    [Fact]
    public void Weights_BeyondTheCap_AreCutToOneAnother()
    {
        // Without the cap class 2 would weigh 16 times class 1; both are above it.
        IReadOnlyList<double> weights = ClassBalance.Weights(new LabelSource(Labels), FourClasses, 1, largest: 1.5);
        Assert.Equal(weights[1], weights[2], 1e-12);
    }

    [Fact]
    public void Weights_WithoutASingleLabel_SaysWhatIsMissing()
    {
        byte[] unknown = [.. Enumerable.Repeat((byte)255, 10)];
        string message = Assert.Throws<ArgumentException>(
            () => ClassBalance.Weights(new LabelSource(unknown), FourClasses, 0.4)).Message;
        Assert.Contains("Expected labels of semseg, found none", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_OfATaskWithoutClasses_IsRefused()
        => Assert.Throws<ArgumentException>(
            () => ClassBalance.Weights(new LabelSource(Labels), new TaskSpec { Kind = TaskKind.Depth }, 0.4));

    private sealed class LabelSource(byte[] labels) : ISampleSource
    {
        public IReadOnlyList<TaskSpec> Tasks { get; } = [FourClasses];

        public int Count => 1;

        public DenseSample Load(int index) => new()
        {
            Id = "labels",
            Image = new Rgb24Image(1, labels.Length),
            Segmentation = new LabelMap(1, labels.Length, labels),
        };
    }
}
