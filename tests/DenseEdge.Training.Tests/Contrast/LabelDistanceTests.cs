using DenseEdge.Contracts;
using DenseEdge.Training.Contrast;

namespace DenseEdge.Training.Tests.Contrast;

public sealed class LabelDistanceTests
{
    private static readonly ContrastOptions Defaults = new();

    [Theory]
    [InlineData(TaskKind.SemanticSegmentation)]
    [InlineData(TaskKind.HumanParts)]
    [InlineData(TaskKind.Saliency)]
    [InlineData(TaskKind.Boundaries)]
    public void Between_OfClasses_IsZeroForTheSameAndOneForAnother(TaskKind task)
    {
        LabelDistance distance = LabelDistance.For(task, Defaults);
        SourceLabels labels = new(task, 1, [true, true, true], [1, 0, 1], []);

        Assert.Equal(0, distance.Between(labels, 0, 2));
        Assert.Equal(1, distance.Between(labels, 0, 1));
        Assert.Equal((0, 1), (distance.Positive, distance.Negative));
    }

    [Fact]
    public void Between_OfDepth_IsTheLogarithmOfTheRatioEitherWay()
    {
        LabelDistance distance = LabelDistance.For(TaskKind.Depth, Defaults);
        SourceLabels labels = new(TaskKind.Depth, 1, [true, true, true], [], [MathF.Log(2), MathF.Log(3), MathF.Log(6)]);

        Assert.Equal(Math.Log(1.5), distance.Between(labels, 0, 1), 1e-6);
        Assert.Equal(Math.Log(1.5), distance.Between(labels, 1, 0), 1e-6);
        Assert.Equal(Math.Log(2), distance.Between(labels, 1, 2), 1e-6);
        Assert.Equal((0.05, 0.25), (distance.Positive, distance.Negative));
    }

    [Fact]
    public void Between_OfNormals_IsTheAngleInRadians()
    {
        LabelDistance distance = LabelDistance.For(TaskKind.SurfaceNormals, Defaults);
        float half = MathF.Sqrt(0.5f);
        SourceLabels labels = new(TaskKind.SurfaceNormals, 1, [true, true, true], [], [0, 0, -1, half, 0, -half, 0, 0, 1]);

        Assert.Equal(Math.PI / 4, distance.Between(labels, 0, 1), 1e-6);
        Assert.Equal(Math.PI, distance.Between(labels, 0, 2), 1e-6);
        Assert.Equal(10 * Math.PI / 180, distance.Positive, 1e-12);
        Assert.Equal(30 * Math.PI / 180, distance.Negative, 1e-12);
    }

    [Fact]
    public void Exists_ForEveryTaskThatThereIs() => Assert.All(TaskKinds.All, task => Assert.True(LabelDistance.Exists(task)));

    [Fact]
    public void For_ATaskWithoutDistance_RefusesAndSaysWhichHaveOne()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => LabelDistance.For((TaskKind)99, Defaults));

        Assert.Contains("99", fault.Message, StringComparison.Ordinal);
        Assert.Contains("semseg, human_parts, sal, depth, normals, edge", fault.Message, StringComparison.Ordinal);
    }
}
