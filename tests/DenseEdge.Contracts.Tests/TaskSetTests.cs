namespace DenseEdge.Contracts.Tests;

public sealed class TaskSetTests
{
    private static readonly TaskSet Two = TaskSet.Of(TaskKind.Depth, TaskKind.SemanticSegmentation);

    [Fact]
    public void Of_Tasks_HasThemAndNoOthers()
    {
        Assert.True(Two[TaskKind.Depth]);
        Assert.True(Two[TaskKind.SemanticSegmentation]);
        Assert.False(Two[TaskKind.Saliency]);
        Assert.Equal(2, Two.Count);
        Assert.Equal(Two, TaskSet.Of(TaskKind.SemanticSegmentation, TaskKind.Depth, TaskKind.Depth));
    }

    [Fact]
    public void None_IsTheDefault()
    {
        Assert.True(TaskSet.None.IsEmpty);
        Assert.Equal(default, TaskSet.None);
        Assert.Equal(TaskKinds.All.Count, TaskSet.All.Count);
    }

    [Fact]
    public void With_AndWithout_ChangeOneTask()
    {
        Assert.Equal(TaskSet.Of(TaskKind.Depth), Two.Without(TaskKind.SemanticSegmentation));
        Assert.Equal(Two, Two.With(TaskKind.Depth));
        Assert.Equal(3, Two.With(TaskKind.Boundaries).Count);
    }

    [Fact]
    public void Operators_AreThoseOfSets()
    {
        TaskSet other = TaskSet.Of(TaskKind.Depth, TaskKind.Saliency);

        Assert.Equal(TaskSet.Of(TaskKind.Depth), Two & other);
        Assert.Equal(3, (Two | other).Count);
        Assert.True((Two & other).IsSubsetOf(Two));
        Assert.False(Two.IsSubsetOf(other));
        Assert.True(TaskSet.None.IsSubsetOf(TaskSet.None));
    }

    [Fact]
    public void ToString_WritesKeysInTheirOrder_AndParseReadsThem()
    {
        Assert.Equal("semseg,depth", Two.ToString());
        Assert.Equal(Two, TaskSet.Parse(" depth , semseg"));
        Assert.Equal(TaskSet.None, TaskSet.Parse(""));
        Assert.Contains(
            "found 'shapes'",
            Assert.Throws<FormatException>(() => TaskSet.Parse("depth,shapes")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ATaskThatDoesNotExist_Throws()
        => Assert.Throws<ArgumentOutOfRangeException>(() => TaskSet.Of((TaskKind)31));
}
