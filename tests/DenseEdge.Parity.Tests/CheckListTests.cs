using DenseEdge.Parity.Checks;
using DenseEdge.Parity.Tests.Support;
using DenseEdge.Parity.Vectors;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Tests;

public sealed class CheckListTests
{
    [Theory]
    [InlineData(1.00019f, 2f, true)]        // 2e-4 = 1e-4 + 1e-4·1
    [InlineData(1.0004f, 2f, false)]
    [InlineData(1f, 2.0002f, true)]
    [InlineData(float.NaN, 2f, false)]
    [InlineData(float.PositiveInfinity, 2f, false)]
    public void Compare_WithModuleTolerance_AllowsAbsoluteAndRelative(float first, float second, bool passes)
    {
        ParityCheck check = Judge([1f, 2f], [first, second], Tolerance.Module);

        Assert.Equal(passes, check.Passed);
    }

    [Theory]
    [InlineData(0.009f, true)]              // 1e-3 of the largest reference, 10
    [InlineData(0.011f, false)]
    public void Compare_OfGradients_IsRelativeToTheLargest(float difference, bool passes)
    {
        ParityCheck check = Judge([0.001f, 10f], [0.001f + difference, 10f], Tolerance.Gradient);

        Assert.Equal(passes, check.Passed);
    }

    [Fact]
    public void Compare_OfEqualInfinitiesAndNaNs_IsNoDifference()
    {
        float[] special = [float.NaN, float.NegativeInfinity, 0];

        Assert.True(Judge(special, special, Tolerance.Exact).Passed);
        Assert.False(Judge(special, [float.NaN, float.PositiveInfinity, 0], Tolerance.Module).Passed);
        Assert.False(Judge(special, [float.NaN, 1, 0], Tolerance.Module).Passed);
        Assert.False(Judge(special, [1, float.NegativeInfinity, 0], Tolerance.Module).Passed);
    }

    [Fact]
    public void Compare_OfAnotherShape_TellsBoth()
    {
        ParityCheck check = Judge([1f, 2f], [1f, 2f, 3f], Tolerance.Module);

        Assert.False(check.Passed);
        Assert.Contains("[2]", check.Note, StringComparison.Ordinal);
        Assert.Contains("[3]", check.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_WithADifference_TellsWhere()
    {
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        VectorWriter writer = new();
        writer.Add("key", zeros([2, 3]));
        CheckList checks = new(Open(writer));
        checks.Compare("key", tensor([0f, 0, 0, 0, 5, 0], [2L, 3]), Tolerance.Module);

        ParityCheck check = Assert.Single(checks.Checks);
        Assert.Contains("[1, 1]: expected 0, got 5", check.Note, StringComparison.Ordinal);
        Assert.Equal(5, check.WorstAbsolute);
    }

    [Fact]
    public void Compare_OfIntegers_IsExactWhateverTheTolerance()
    {
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        VectorWriter writer = new();
        writer.Add("key", tensor([1_000_000L]));
        CheckList checks = new(Open(writer));
        checks.Compare("key", tensor([1_000_001L]), Tolerance.Module);

        Assert.False(Assert.Single(checks.Checks).Passed);
    }

    private static ParityCheck Judge(float[] expected, float[] actual, Tolerance tolerance)
    {
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        VectorWriter writer = new();
        writer.Add("key", tensor(expected));
        CheckList checks = new(Open(writer));
        checks.Compare("key", tensor(actual), tolerance);
        return Assert.Single(checks.Checks);
    }

    private static VectorFile Open(VectorWriter writer)
    {
        using VectorFolder folder = new();
        string path = Path.Combine(folder.Root, "file.npz");
        writer.Save(path);
        return VectorFile.Read(path);
    }
}
