using System.Globalization;
using DenseEdge.Contracts;
using DenseEdge.Data.Folder;

namespace DenseEdge.Cli.Running;

/// <summary>denseedge data check.</summary>
internal static class DataVerb
{
    /// <summary>Checks a data set and prints everything that is wrong with it.</summary>
    /// <param name="path">A data folder or a descriptor.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    /// <returns>1 if there are errors.</returns>
    public static int Check(string path, CancellationToken cancellation)
    {
        DatasetReport report = DatasetCheck.Run(path, cancellation);
        foreach (DatasetProblem problem in report.Problems)
        {
            Console.WriteLine($"{(problem.IsError ? "error" : "warning")}: {problem.Message}");
        }

        string splits = string.Join(", ", report.SplitSamples.Select(split => $"{split.Key} {split.Value}"));
        if (report.Description.Length > 0)
        {
            Console.WriteLine(report.Description);
        }

        Console.WriteLine($"{report.Name}: {(splits.Length > 0 ? splits : "no samples")}");
        foreach (TaskStatistics task in report.Tasks)
        {
            Console.WriteLine(Describe(task));
        }

        int errors = report.Problems.Count(problem => problem.IsError);
        Console.WriteLine($"{errors} error(s), {report.Problems.Count - errors} warning(s)");
        return report.HasErrors ? 1 : 0;
    }

    private static string Describe(TaskStatistics task)
    {
        string line = string.Create(
            CultureInfo.InvariantCulture,
            $"  {task.Task.Kind.Key(),-12} {task.LabelledSamples} samples, {task.UnlabelledShare * 100:F1} % of their pixels without a label");
        if (task.DepthMeters is { } range)
        {
            line += string.Create(CultureInfo.InvariantCulture, $", {range.Near:F2} to {range.Far:F2} m");
        }

        if (task.Task.Classes.Count > 0)
        {
            IEnumerable<string> largest = task.ClassShares.Zip(task.Task.Classes)
                .OrderByDescending(pair => pair.First).Take(5)
                .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Second.Name} {pair.First * 100:F1} %"));
            line += $", {task.Task.Classes.Count} classes ({string.Join(", ", largest)}, ...)";
        }

        return line;
    }
}
