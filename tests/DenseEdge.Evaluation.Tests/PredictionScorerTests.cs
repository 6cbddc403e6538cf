using DenseEdge.Contracts;

namespace DenseEdge.Evaluation.Tests;

public sealed class PredictionScorerTests
{
    private static readonly TaskSpec[] Tasks =
    [
        new() { Kind = TaskKind.SemanticSegmentation, Classes = [new("floor", 1, 2, 3), new("wall", 4, 5, 6)] },
        new() { Kind = TaskKind.Depth },
        new() { Kind = TaskKind.SurfaceNormals },
        new() { Kind = TaskKind.Boundaries },
        new() { Kind = TaskKind.Saliency },
    ];

    [Fact]
    public void Scores_OfEveryTask_HaveTheMainMetricsInTaskOrder()
    {
        PredictionScorer scorer = new(Tasks);
        scorer.AddClasses(TaskKind.SemanticSegmentation, [0, 1], [0, 0]);
        scorer.AddDepth([1, 3], [2, 4]);
        scorer.AddNormals([0, 0, 1], [0, 0, -1]);
        scorer.AddBoundaries([0.9f, 0.1f], [1, 0], 1, 2);
        scorer.AddSaliency([0.2f, 0.8f], [0, 1]);

        MetricTable table = scorer.Scores();

        Assert.Equal(
            ["mIoU", "RMSE", "MeanAngularError", "BoundaryF1Within2Px", "maxF"],
                table.Main.Select(score => score.Metric));
        Assert.Equal([0.5, 1, 180, 1, 1], table.Main.Select(score => Math.Round(score.Value, 9)));
        Assert.Equal([true, false, false, true, true], table.Main.Select(score => score.HigherIsBetter));
        Assert.Equal(1, table.Find(TaskKind.Saliency, MetricNames.BinaryF1)?.Value);
    }

    [Fact]
    public void Scores_OfTasksWithoutPixels_AreLeftOut()
    {
        PredictionScorer scorer = new(Tasks);
        scorer.AddDepth([1, 3], [2, 0]);
        scorer.AddNormals([1, 2, 3], [0, 0, 0]);

        MetricTable table = scorer.Scores();

        Assert.Equal(TaskKind.Depth, Assert.Single(table.Main).Task);
        Assert.Null(table.Find(TaskKind.SurfaceNormals));
    }

    [Fact]
    public void Add_OfATaskThatIsNotMeasured_NamesIt()
    {
        PredictionScorer scorer = new([new TaskSpec { Kind = TaskKind.Boundaries }]);

        ArgumentException depth = Assert.Throws<ArgumentException>(() => scorer.AddDepth([1], [2]));
        ArgumentException parts =
            Assert.Throws<ArgumentException>(() => scorer.AddClasses(TaskKind.HumanParts, [0], [1]));

        Assert.Contains("got Depth", depth.Message, StringComparison.Ordinal);
        Assert.Contains("got HumanParts", parts.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_WithATaskTwiceOrWithoutClasses_Throws()
    {
        Assert.Throws<ArgumentException>(() => new PredictionScorer([Tasks[1], Tasks[1]]));
        Assert.Throws<ArgumentException>(() => new PredictionScorer([new TaskSpec { Kind = TaskKind.HumanParts }]));
    }
}
