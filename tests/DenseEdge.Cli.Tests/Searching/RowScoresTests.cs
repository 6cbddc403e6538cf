using DenseEdge.Cli.Searching;
using DenseEdge.Contracts;
using DenseEdge.Evaluation;
using DenseEdge.Search.Space;
using DenseEdge.Search.Studies;
using DenseEdge.Training.Search;

namespace DenseEdge.Cli.Tests.Searching;

public sealed class RowScoresTests : IDisposable
{
    private static readonly GenotypeSpace Space = new([TaskKind.SemanticSegmentation, TaskKind.Depth], [ContextType.Global]);

    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-rows-").FullName;

    /// <summary>Two tasks, so each counts half: mIoU 0.5 → 0.55 is +10 %, RMSE 2 → 1.8 m is +10 % too, and 2 → 2.2 m −10
    /// %.</summary>
    [Fact]
    public void Table_OfScores_IsEachRowsShareOfDeltaM()
    {
        RowScores scores = Scores([0.5, 0.55, 0.45, 0.6], [2, 1.8, 2.2, 1]);

        Assert.Equal(new[] { 0, 5.0, -5, 10 }, Rows(scores, 0), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(new[] { 0, 5.0, -5, 25 }, Rows(scores, 1), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(5 + 25, scores.Utility(Space.Genotype([1, 3])), 9);
    }

    /// <summary>Without a score of its own, no row is worth more than another.</summary>
    [Fact]
    public void Table_OfATaskThatScoresNothing_Is0()
        => Assert.Equal([0, 0, 0, 0], Rows(Scores([0, 0.1, 0, 0.2], [2, 1.8, 2.2, 1]), 0));

    /// <summary>Images that all gain the same leave nothing to chance.</summary>
    [Fact]
    public void Error_OfEqualGains_Is0AndOfDifferentOnesAbove()
    {
        RowScores scores = Scores([0.5, 0.55, 0.45, 0.6], [2, 1.8, 2.2, 1]);

        Assert.Equal(0, scores.Error(Space.Genotype([1, 0]), 1)!.Value, 9);
        Assert.InRange(scores.Error(Space.Genotype([3, 0]), 1)!.Value, 1e-3, 10);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static double[] Rows(RowScores scores, int target)
        => [.. Enumerable.Range(0, 4).Select(row => scores.Table[target, row])];

    private static IReadOnlyList<StudyJob> Rows(StudyFolder study)
    {
        SearchJobs jobs = new(study);
        return jobs.Rows(jobs.Supernet(seed: 0), isJudge: false, Space, rowsPerJob: 3);
    }

    /// <summary>Through jobs of three rows and files, as a study has them.</summary>
    private RowScores Scores(double[] shares, double[] meters)
    {
        StudyFolder study = StudyFolder.OpenOrStart(Path.Combine(_folder, "study"), []);
        IReadOnlyList<StudyJob> jobs = Rows(study);
        Assert.Equal(4, jobs.Count);
        return RowScores.Of(Space, jobs.Select(job =>
        {
            (TaskKind target, int first, int count) = SearchJobs.RowsOf(job);
            bool isDepth = target == TaskKind.Depth;
            RowScore[] rows = [.. (isDepth ? meters : shares).Skip(first).Take(count).Select((value, i) => new RowScore(
                first + i, new TaskScore(target, isDepth ? "rmse" : "mIoU", isDepth ? "m" : "1", value, !isDepth), 0,
                [value, first + i == 3 ? value * 1.1 : value, null]))];
            return (job, study.Finish(job, RowScores.Output(rows), []));
        }));
    }
}
