using DenseEdge.Contracts;
using DenseEdge.Evaluation;

namespace DenseEdge.Cli.Comparing;

/// <summary>Runs side by side: repeated runs together, every task's metric, and Δm against single-task runs.</summary>
internal sealed class Comparison
{
    private Comparison(IReadOnlyList<TaskColumn> columns, IReadOnlyList<RunGroup> groups, IReadOnlyList<RunGroup> baselines)
    {
        Columns = columns;
        Groups = groups;
        Baselines = baselines;
    }

    /// <summary>The tasks, in the benchmarks' order.</summary>
    public IReadOnlyList<TaskColumn> Columns { get; }

    /// <summary>Single-task configurations first, each kind in the order in which the runs were named.</summary>
    public IReadOnlyList<RunGroup> Groups { get; }

    /// <summary>The single-task configurations that Δm compares with.</summary>
    public IReadOnlyList<RunGroup> Baselines { get; }

    /// <summary>The run that all others share data, split and input size with.</summary>
    public RunResult First => Groups[0].Runs[0];

    /// <summary>Compares runs.</summary>
    /// <param name="runs">The runs; those with one task are baselines for Δm unless others are named.</param>
    /// <param name="singles">Runs with one task each to take for baselines; empty to take those among the runs.</param>
    /// <exception cref="ArgumentException">The runs cannot be compared; the message lists every reason.</exception>
    public static Comparison Of(IReadOnlyList<RunResult> runs, IReadOnlyList<RunResult> singles)
    {
        ComparisonRules.Require(runs, singles);
        RunResult[] all = [.. singles, .. runs.Where(run => singles.All(single => single.Folder != run.Folder))];
        IReadOnlyList<TaskColumn> columns = ComparisonRules.Columns(all);
        List<RunResult[]> groups = [.. all.GroupBy(run => run.ConfigurationKey)
            .Select(group => group.OrderBy(run => run.Seed).ToArray())
            .OrderBy(group => group[0].Tasks.Count > 1)];
        IReadOnlyList<string> labels = GroupLabels.Of([.. groups.Select(group => group[0])]);
        List<RunGroup> scored = [.. groups.Zip(labels, (group, label) => new RunGroup(label, group, Scores(group, columns), null))];
        HashSet<string> baselineKeys = [.. (singles.Count > 0 ? singles : runs.Where(run => run.Tasks.Count == 1))
            .Select(run => run.ConfigurationKey)];
        RunGroup[] baselines = [.. scored.Where(group => baselineKeys.Contains(group.Runs[0].ConfigurationKey))];
        if (baselines.Length > 0)
        {
            scored = [.. scored.Select(group => group.IsSingleTask ? group : WithDeltaM(group, baselines, columns))];
        }

        return new Comparison(columns, scored, baselines);
    }

    /// <summary>The tasks of a group that no baseline covers with a score that gains can be relative to.</summary>
    /// <param name="group">A configuration with several tasks.</param>
    /// <param name="baselines">The single-task configurations.</param>
    public static IEnumerable<TaskKind> WithoutBaseline(RunGroup group, IReadOnlyList<RunGroup> baselines) =>
        group.Runs[0].Tasks.Where(task => !baselines.Any(
            baseline => ComparisonRules.IsBaseline(baseline.Runs[0], group.Runs[0], task) && baseline.Scores[task].Mean != 0));

    private static Dictionary<TaskKind, Spread> Scores(RunResult[] runs, IReadOnlyList<TaskColumn> columns) => columns
        .Where(column => runs[0].Tasks.Contains(column.Task))
        .ToDictionary(
            column => column.Task,
            column => new Spread([.. runs.Select(run => run.Evaluation.Scores.Find(column.Task, column.Metric)!.Value)]));

    private static RunGroup WithDeltaM(RunGroup group, RunGroup[] baselines, IReadOnlyList<TaskColumn> columns)
    {
        TaskColumn[] own = [.. columns.Where(column => group.Scores.ContainsKey(column.Task))];
        if (WithoutBaseline(group, baselines).Any())
        {
            return group;
        }

        double[] single = [.. own.Select(column => BaselineFor(group, baselines, column.Task).Scores[column.Task].Mean)];
        bool[] lowerIsBetter = [.. own.Select(column => !column.HigherIsBetter)];
        Spread deltaM = new([.. Enumerable.Range(0, group.Runs.Count).Select(run =>
            DeltaM.Percent([.. own.Select(column => group.Scores[column.Task].Values[run])], single, lowerIsBetter))]);
        return group with { DeltaMPercent = deltaM };
    }

    // The rules made sure that there is at most one.
    private static RunGroup BaselineFor(RunGroup group, RunGroup[] baselines, TaskKind task) => baselines.Single(
        baseline => ComparisonRules.IsBaseline(baseline.Runs[0], group.Runs[0], task));
}
