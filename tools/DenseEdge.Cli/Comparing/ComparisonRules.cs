using DenseEdge.Contracts;

namespace DenseEdge.Cli.Comparing;

/// <summary>What runs must have in common to be compared.</summary>
internal static class ComparisonRules
{
    /// <summary>Stops unless all runs can be compared.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="singles">Runs that the user named as baselines.</param>
    /// <exception cref="ArgumentException">They cannot; the message lists every reason.</exception>
    public static void Require(IReadOnlyList<RunResult> runs, IReadOnlyList<RunResult> singles)
    {
        RunResult[] all = [.. singles, .. runs.Where(run => singles.All(single => single.Folder != run.Folder))];
        if (runs.Count == 0)
        {
            throw new ArgumentException("Expected at least one run to compare, got none.");
        }

        string[] faults = [.. DataFaults(all), .. SeedFaults(all), .. MetricFaults(all), .. BaselineFaults(runs, singles)];
        if (faults.Length > 0)
        {
            throw new ArgumentException($"These runs cannot be compared:\n  {string.Join("\n  ", faults)}");
        }
    }

    /// <summary>Chooses the metric of each task: the main one of the first run, or its next one that every run has.</summary>
    /// <param name="runs">The runs.</param>
    public static IReadOnlyList<TaskColumn> Columns(IReadOnlyList<RunResult> runs) =>
        [.. TaskKinds.All.Select(task => Column(runs, task)).OfType<TaskColumn>()];

    /// <summary>Whether a single-task run is a baseline for one task of another run: same task, same backbone.</summary>
    /// <param name="single">The single-task run.</param>
    /// <param name="run">The other run.</param>
    /// <param name="task">The task.</param>
    public static bool IsBaseline(RunResult single, RunResult run, TaskKind task) =>
        single.Tasks.SequenceEqual([task]) && single.Configuration.Network.Backbone == run.Configuration.Network.Backbone;

    private static TaskColumn? Column(IReadOnlyList<RunResult> runs, TaskKind task)
    {
        RunResult[] having = [.. runs.Where(run => run.Tasks.Contains(task))];
        return having.Length == 0 ? null : having[0].Evaluation.Scores.Scores
            .Where(score => score.Task == task)
            .Where(score => having.All(run => run.Evaluation.Scores.Find(task, score.Metric) is not null))
            .Select(score => new TaskColumn(task, score.Metric, score.Unit, score.HigherIsBetter))
            .FirstOrDefault();
    }

    private static IEnumerable<string> DataFaults(RunResult[] runs)
    {
        (string Name, Func<RunResult, string?> Value)[] properties =
        [
            ("data", run => run.Evaluation.Data),
            ("split", run => run.Evaluation.Split),
            ("number of test images", run => Text(run.Evaluation.Images)),
            ("network input, at which most metrics are taken,", run =>
                $"{run.Configuration.Network.InputHeight}x{run.Configuration.Network.InputWidth}"),
            ("tolerance of odsF", run => Text(run.Evaluation.BoundaryMaxDistance)),
        ];
        foreach ((string name, Func<RunResult, string?> value) in properties)
        {
            // Files of the first format do not say everything.
            IGrouping<string?, RunResult>[] groups = [.. runs.Where(run => value(run) is not null).GroupBy(value)];
            if (groups.Length > 1)
            {
                string found = string.Join(" and ", groups.Select(group => $"{group.Key} ({Folders(group)})"));
                yield return $"Expected the same {name} for all, found {found}.";
            }
        }

        foreach (TaskKind task in TaskKinds.All)
        {
            IGrouping<string, RunResult>[] groups = [.. runs.Where(run => run.Tasks.Contains(task))
                .GroupBy(run => string.Join('\n', Classes(run, task)))];
            if (groups.Length > 1)
            {
                string found = string.Join(" and ", groups.Select(group => $"{Classes(group.First(), task).Count} ({Folders(group)})"));
                yield return $"Expected the same classes of {task.Key()} for all, found different lists: {found}.";
            }
        }
    }

    private static IEnumerable<string> SeedFaults(RunResult[] runs) => runs
        .GroupBy(run => (run.ConfigurationKey, run.Seed))
        .Where(group => group.Count() > 1)
        .Select(group => $"Expected another seed in each run of one configuration, found seed {group.Key.Seed} in {Folders(group)}.");

    private static IEnumerable<string> MetricFaults(RunResult[] runs)
    {
        foreach (RunResult run in runs)
        {
            string[] missing = [.. run.Tasks.Where(task => run.Evaluation.Scores.Find(task) is null).Select(TaskKinds.Key)];
            if (missing.Length > 0)
            {
                yield return $"Expected metrics of {string.Join(", ", missing)} in '{run.Folder}', found none. "
                    + $"Measure again with: ./denseedge evaluate {run.Folder}";
            }
        }

        foreach (TaskKind task in TaskKinds.All)
        {
            RunResult[] having = [.. runs.Where(run => run.Evaluation.Scores.Find(task) is not null && run.Tasks.Contains(task))];
            if (having.Length > 0 && Column(having, task) is null)
            {
                yield return $"Expected one metric of {task.Key()} that all runs have, found none: "
                    + $"{string.Join("; ", having.Select(run => $"{run.Folder} has {Metrics(run, task)}"))}.";
            }
        }
    }

    private static IEnumerable<string> BaselineFaults(IReadOnlyList<RunResult> runs, IReadOnlyList<RunResult> singles)
    {
        foreach (RunResult single in singles.Where(run => run.Tasks.Count != 1))
        {
            yield return $"Expected runs with one task for --single, found {string.Join(", ", single.Tasks.Select(TaskKinds.Key))} "
                + $"in '{single.Folder}'.";
        }

        RunResult[] baselines = [.. (singles.Count > 0 ? singles : runs).Where(run => run.Tasks.Count == 1)];
        foreach (IGrouping<string, RunResult> group in runs.Where(run => run.Tasks.Count > 1).GroupBy(run => run.ConfigurationKey))
        {
            RunResult run = group.First();
            foreach (TaskKind task in baselines.Length > 0 ? run.Tasks : [])
            {
                IGrouping<string, RunResult>[] found = [.. baselines.Where(single => IsBaseline(single, run, task))
                    .GroupBy(single => single.ConfigurationKey)];
                string wanted = $"{task.Key()} with {run.Configuration.Network.Backbone}, for {Folders(group)}";
                if (found.Length == 0 && singles.Count > 0)
                {
                    // Baselines that nobody named may cover a part of the tasks: then there is no Δm, and a note says why.
                    yield return $"Expected a single-task run of {wanted}, found none. Name one with --single.";
                }
                else if (found.Length > 1)
                {
                    yield return $"Expected one configuration of single-task runs of {wanted}, found {found.Length}: "
                        + $"{string.Join(" and ", found.Select(Folders))}. Say with --single which one to take.";
                }
                else if (found.Length == 1 && singles.Count > 0
                    && found[0].Average(single => single.Evaluation.Scores.Find(task)?.Value ?? 1) == 0)
                {
                    yield return $"Expected a single-task score other than 0 of {wanted}, found 0 in {Folders(found[0])}.";
                }
            }
        }
    }

    private static string? Text<T>(T? value)
        where T : struct, IFormattable => value?.ToString(null, System.Globalization.CultureInfo.InvariantCulture);

    private static IReadOnlyList<string> Classes(RunResult run, TaskKind task) =>
        [.. run.Configuration.Network.Tasks.First(spec => spec.Kind == task).Classes.Select(entry => entry.Name)];

    private static string Metrics(RunResult run, TaskKind task) =>
        string.Join(", ", run.Evaluation.Scores.Scores.Where(score => score.Task == task).Select(score => score.Metric));

    private static string Folders(IEnumerable<RunResult> runs) => string.Join(", ", runs.Select(run => run.Folder));
}
