using System.Globalization;
using DenseEdge.Contracts;
using DenseEdge.Evaluation;

namespace DenseEdge.Cli.Comparing;

/// <summary>The numbers of a comparison as people read them: a header and rows of cells, for a terminal and for a page.</summary>
internal static class ComparisonFormat
{
    private const string Nothing = "-";

    /// <summary>The title of the column with Δm.</summary>
    public const string DeltaMTitle = "Δm %";

    /// <summary>The column titles of the whole table.</summary>
    /// <param name="comparison">The comparison.</param>
    public static IReadOnlyList<string> Header(Comparison comparison) =>
    [
        "configuration", "seeds", .. comparison.Columns.Select(column => $"{TaskTitle(column)} {MetricTitle(column)}"),
        DeltaMTitle, "parameters", "MACs", "training",
    ];

    /// <summary>The cells of one configuration in the whole table.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="group">The configuration.</param>
    public static IReadOnlyList<string> Row(Comparison comparison, RunGroup group) =>
    [
        group.Label, Seeds(group), .. comparison.Columns.Select(column => Score(group, column)), DeltaM(group),
        Parameters(group) ?? Nothing, Macs(group) ?? Nothing, Training(group) ?? Nothing,
    ];

    /// <summary>The task of a column.</summary>
    /// <param name="column">The column.</param>
    public static string TaskTitle(TaskColumn column) => column.Task.Key();

    /// <summary>The metric of a column, its unit and which direction is better.</summary>
    /// <param name="column">The column.</param>
    public static string MetricTitle(TaskColumn column)
    {
        string unit = column.Unit == "1" ? "%" : column.Unit;
        string metric = column.Metric switch
        {
            MetricNames.MeanAngularError => "mErr",
            MetricNames.BoundaryF1Within2Px => "F1 2px",
            _ => column.Metric,
        };
        return $"{metric} {unit} {(column.HigherIsBetter ? '↑' : '↓')}";
    }

    /// <summary>The score of a configuration, with its spread; a dash if it does not have the task.</summary>
    /// <param name="group">The configuration.</param>
    /// <param name="column">The task and its metric.</param>
    public static string Score(RunGroup group, TaskColumn column) =>
        group.Scores.TryGetValue(column.Task, out Spread? spread) ? Value(spread, column.Unit) : Nothing;

    /// <summary>Δm of a configuration; a dash if there is none.</summary>
    /// <param name="group">The configuration.</param>
    public static string DeltaM(RunGroup group) =>
        group.DeltaMPercent is { } delta ? PlusMinus(delta, 1, "+0.00;-0.00;0.00", "F2") : Nothing;

    /// <summary>Seeds, size and training time of a configuration, as far as known, in one line.</summary>
    /// <param name="group">The configuration.</param>
    public static string Effort(RunGroup group) => string.Join("; ", new[]
    {
        $"{(group.Runs.Count == 1 ? "seed" : "seeds")} {Seeds(group)}",
        Parameters(group) is { } parameters ? $"{parameters} parameters" : null,
        Macs(group) is { } macs ? $"{macs} MACs" : null,
        Training(group) is { } training ? $"{training} of training" : null,
    }.OfType<string>());

    /// <summary>What was compared, in one line.</summary>
    /// <param name="comparison">The comparison.</param>
    public static string Summary(Comparison comparison)
    {
        RunResult first = comparison.First;
        string images = first.Evaluation.Images is { } count ? Invariant($", {count} images") : "";
        return $"{first.Evaluation.Data}, {first.Evaluation.Split} split{images} at "
            + Invariant($"{first.Configuration.Network.InputHeight}x{first.Configuration.Network.InputWidth}");
    }

    /// <summary>What the numbers mean, one line each.</summary>
    /// <param name="comparison">The comparison.</param>
    public static IEnumerable<string> Notes(Comparison comparison)
    {
        if (comparison.Groups.Any(group => group.Runs.Count > 1))
        {
            yield return "± is the sample standard deviation over the seeds.";
        }

        if (comparison.Baselines.Count > 0)
        {
            yield return "Δm: mean relative gain over the single-task runs with the same backbone; positive is better.";
        }
        else if (comparison.Groups.Any(group => !group.IsSingleTask))
        {
            yield return "No Δm: no single-task run was named. Train one run per task and name them too, or with --single.";
        }

        foreach (RunGroup group in comparison.Groups.Where(
            group => comparison.Baselines.Count > 0 && !group.IsSingleTask && group.DeltaMPercent is null))
        {
            IEnumerable<string> missing = Comparison.WithoutBaseline(group, comparison.Baselines).Select(task => task.Key());
            yield return $"No Δm for {group.Label}: it needs a single-task run, with a score other than 0, of "
                + $"{string.Join(", ", missing)} with the same backbone.";
        }

        if (comparison.Columns.Any(column => column.Metric == MetricNames.BoundaryF1Within2Px))
        {
            yield return "Boundaries: quick F1 within 2 px, not odsF. For odsF: ./denseedge evaluate RUN --boundary-benchmark";
        }
    }

    private static string Seeds(RunGroup group) =>
        string.Join(" ", group.Runs.Select(run => run.Seed.ToString(CultureInfo.InvariantCulture)));

    private static string? Parameters(RunGroup group) =>
        group.Parameters is { } count ? Invariant($"{count / 1e6:F2} M") : null;

    private static string? Macs(RunGroup group) => group.Macs is { } count ? Invariant($"{count / 1e9:F2} G") : null;

    private static string? Training(RunGroup group) =>
        group.TrainingSeconds is { } seconds ? PlusMinus(seconds, 1, "F0", "F0") + " s" : null;

    private static string Value(Spread spread, string unit) => unit switch
    {
        "1" => PlusMinus(spread, 100, "F2", "F2"),
        "m" => PlusMinus(spread, 1, "F4", "F4"),
        _ => PlusMinus(spread, 1, "F2", "F2"),
    };

    private static string PlusMinus(Spread spread, double scale, string format, string deviationFormat)
    {
        string mean = (scale * spread.Mean).ToString(format, CultureInfo.InvariantCulture);
        return spread.Deviation is { } deviation
            ? $"{mean} ± {(scale * deviation).ToString(deviationFormat, CultureInfo.InvariantCulture)}"
            : mean;
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
