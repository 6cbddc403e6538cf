using DenseEdge.Contracts;
using DenseEdge.Training.Contrast;

namespace DenseEdge.Training.Tests.Contrast;

public sealed class SourceDrawTests
{
    private static readonly TaskKind[] Tasks =
        [TaskKind.SemanticSegmentation, TaskKind.Depth, TaskKind.SurfaceNormals, TaskKind.Boundaries];

    [Fact]
    public void Draw_OfTheMethod_TakesOneOtherSourceForEveryTargetEachAsOften()
    {
        Dictionary<(TaskKind, TaskKind), int> counts = [];
        for (int step = 0; step < 3000; step++)
        {
            (TaskKind Target, TaskKind Source)[] pairs = Draw(ContrastMode.CrossTask, step, _ => true);
            Assert.Equal(Tasks, pairs.Select(pair => pair.Target));
            Assert.All(pairs, pair => Assert.NotEqual(pair.Target, pair.Source));
            foreach ((TaskKind, TaskKind) pair in pairs)
            {
                counts[pair] = counts.GetValueOrDefault(pair) + 1;
            }
        }

        // 1000 expected, deviation 26: five of them.
        Assert.Equal(12, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 870, 1130));
    }

    [Fact]
    public void Draw_OfTheSameStep_IsTheSame()
        => Assert.Equal(Draw(ContrastMode.CrossTask, 41, _ => true), Draw(ContrastMode.CrossTask, 41, _ => true));

    [Fact]
    public void Draw_WithOneLabelledTask_LeavesOutThatTarget()
    {
        (TaskKind, TaskKind)[] pairs = Draw(ContrastMode.CrossTask, 3, task => task == TaskKind.Depth);

        Assert.Equal(
            [
                (TaskKind.SemanticSegmentation, TaskKind.Depth), (TaskKind.SurfaceNormals, TaskKind.Depth),
                (TaskKind.Boundaries, TaskKind.Depth),
            ],
            pairs);
    }

    [Fact]
    public void Draw_OfTheAblations_TakesTheirSources()
    {
        Assert.Equal(Tasks.Select(task => (task, task)), Draw(ContrastMode.SelfSource, 1, _ => true));
        Assert.Equal(12, Draw(ContrastMode.AllSources, 1, _ => true).Distinct().Count());
        Assert.Empty(Draw(ContrastMode.Off, 1, _ => true));
        Assert.All(
            Enumerable.Range(0, 50).SelectMany(step => Draw(ContrastMode.InfoNceMemory, step, _ => true)),
            pair => Assert.True(pair.Source is TaskKind.SemanticSegmentation or TaskKind.Boundaries && pair.Source != pair.Target));
    }

    private static (TaskKind Target, TaskKind Source)[] Draw(ContrastMode mode, int step, Func<TaskKind, bool> labelled)
        => [.. SourceDraw.Draw(Tasks, mode, labelled, IterationRandom.For(7, step, 0))];
}
