using System.Text.Json.Nodes;
using DenseEdge.Contracts;
using DenseEdge.Search.Reports;
using DenseEdge.Search.Space;
using DenseEdge.Search.Studies;
using DenseEdge.Training.Search;

namespace DenseEdge.Cli.Searching;

/// <summary>What every row of every task scored in the supernet, and what that is worth: each row's share of Δm against the
/// task's
/// row without any context.</summary>
/// <remarks>Δm = mean over the tasks of the relative change of the metric, in percent, with the sign that makes more
/// better.</remarks>
internal sealed class RowScores
{
    private const string MetricsKey = "metrics";
    private const string PerImageKey = "per_image";
    private const string HigherKey = "higher_is_better";
    private readonly GenotypeSpace _space;
    private readonly TargetScores[] _targets;

    private RowScores(GenotypeSpace space, TargetScores[] targets) => (_space, _targets) = (space, targets);

    /// <summary>What every row is worth, in percent of Δm.</summary>
    public RowTable Table => new(_space, [.. _targets.Select(scores
        => Enumerable.Range(0, scores.Metrics.Length).Select(row => Worth(scores, row)).ToArray())]);

    /// <summary>What a network is worth, in percent of Δm.</summary>
    /// <param name="genotype">The network.</param>
    public double Utility(Genotype genotype) => _space.Tasks.Select((_, target)
        => Worth(_targets[target], Row(genotype, target))).Sum();

    /// <summary>The main metric of each task in the supernet, in task order, without those that no image told.</summary>
    /// <param name="genotype">The network.</param>
    public IReadOnlyList<TaskResult> Expected(Genotype genotype) =>
    [
        .. from target in Enumerable.Range(0, _space.Tasks.Count)
           let value = _targets[target].Metrics[Row(genotype, target)]
           where double.IsFinite(value)
           let score = MainMetric.Score(_space.Tasks[target], value)
           select new TaskResult(score.Task, score.Metric, score.Unit, score.Value, score.HigherIsBetter),
    ];

    /// <summary>The output of a job.</summary>
    /// <param name="scores">What its rows scored.</param>
    public static JsonObject Output(IReadOnlyList<RowScore> scores) => new()
    {
        [HigherKey] = scores[0].Score.HigherIsBetter,
        [MetricsKey] = new JsonArray([.. scores.Select(row => Written(row.Score.Value))]),
        [PerImageKey] = new JsonArray([.. scores.Select(row => (JsonNode)new JsonArray([.. row.PerImage.Select(Written)]))]),
    };

    /// <summary>Puts the results of all jobs together.</summary>
    /// <param name="space">The genotypes.</param>
    /// <param name="results">The jobs with their results.</param>
    public static RowScores Of(GenotypeSpace space, IEnumerable<(StudyJob Job, JobResult Result)> results)
    {
        TargetScores[] targets = [.. space.Tasks.Select((_, target) => new TargetScores(space.RowCount(target)))];
        foreach ((StudyJob job, JobResult result) in results)
        {
            (TaskKind target, int first, int count) = SearchJobs.RowsOf(job);
            TargetScores scores = targets[space.Tasks.ToList().IndexOf(target)];
            scores.HigherIsBetter = result.Output[HigherKey]!.GetValue<bool>();
            for (int i = 0; i < count; i++)
            {
                scores.Metrics[first + i] = Number(result.Output[MetricsKey]![i]);
                scores.PerImage[first + i] = [.. result.Output[PerImageKey]![i]!.AsArray().Select(Number)];
            }
        }

        return new RowScores(space, targets);
    }

    /// <summary>How far a network's worth would move with other images; null with fewer than two images.</summary>
    /// <param name="genotype">The network.</param>
    /// <param name="seed">Seed of the draws.</param>
    public double? Error(Genotype genotype, int seed)
    {
        double[][] worth = [.. _space.Tasks.Select((_, target) =>
        {
            TargetScores scores = _targets[target];
            double[] bare = scores.PerImage[0];
            return scores.PerImage[Row(genotype, target)]
                .Select((value, image) => scores.ImageWorth(value, bare[image], _space.Tasks.Count)).ToArray();
        })];
        int images = worth.Min(row => row.Length);
        return images < 2 || worth.Any(row => row.All(double.IsNaN))
            ? null
            : ImageBootstrap.OfGenotype(worth, seed).StandardDeviation;
    }

    private double Worth(TargetScores scores, int row)
        => scores.Worth(scores.Metrics[row], scores.Metrics[0], _space.Tasks.Count);

    private int Row(Genotype genotype, int target)
        => _space.IndexOf(target, [.. _space.Tasks.Select(source => genotype[_space.Tasks[target], source])]);

    // JSON has no NaN: an image without truth is null.
    private static JsonNode? Written(double? value) => value is { } number && double.IsFinite(number) ? (JsonNode)number : null;

    private static double Number(JsonNode? node) => node?.GetValue<double>() ?? double.NaN;

    private sealed class TargetScores(int rows)
    {
        public double[] Metrics { get; } = new double[rows];

        public double[][] PerImage { get; } = new double[rows][];

        public bool HigherIsBetter { get; set; }

        /// <summary>The share of Δm, in percent; 0 where the task's own metric says nothing.</summary>
        public double Worth(double metric, double bare, int tasks)
            => bare != 0 && double.IsFinite(metric) && double.IsFinite(bare)
                ? (HigherIsBetter ? 1 : -1) * 100 * (metric - bare) / Math.Abs(bare) / tasks
                : 0;

        /// <summary>As <see cref="Worth"/> for one image, against the mean without context: single images can score 0.</summary>
        public double ImageWorth(double metric, double bare, int tasks) => Metrics[0] == 0
            ? 0
            : (HigherIsBetter ? 1 : -1) * 100 * (metric - bare) / Math.Abs(Metrics[0]) / tasks;
    }
}
