using DenseEdge.Cli.Comparing;

namespace DenseEdge.Cli.Running;

/// <summary>denseedge compare.</summary>
internal static class CompareVerb
{
    /// <summary>Compares measured runs.</summary>
    /// <param name="runs">Run folders.</param>
    /// <param name="singles">Run folders of single-task baselines; empty to find them among the runs.</param>
    /// <param name="json">Whether to print JSON in place of the table.</param>
    /// <param name="html">A file for the table as a page; null for none.</param>
    public static int Run(IReadOnlyList<string> runs, IReadOnlyList<string> singles, bool json, string? html)
    {
        (RunResult[] loaded, RunResult[] loadedSingles) = Load(runs, singles);
        Comparison comparison = Comparison.Of(loaded, loadedSingles);
        if (html is not null)
        {
            ComparisonPage.Write(html, comparison);
        }

        Console.WriteLine(json ? ComparisonJson.Write(comparison) : ComparisonText.Write(comparison));
        return 0;
    }

    // Every folder that cannot be read is named, not just the first.
    private static (RunResult[] Runs, RunResult[] Singles) Load(IReadOnlyList<string> runs, IReadOnlyList<string> singles)
    {
        List<string> faults = [];
        RunResult[] Read(IReadOnlyList<string> folders)
        {
            List<RunResult> read = [];
            foreach (string folder in folders.Select(Path.TrimEndingDirectorySeparator).Distinct())
            {
                try
                {
                    read.Add(RunResult.Load(folder));
                }
                catch (InvalidDataException fault)
                {
                    faults.Add(fault.Message);
                }
            }

            return [.. read];
        }

        (RunResult[] loaded, RunResult[] loadedSingles) = (Read(runs), Read(singles));
        return faults.Count == 0
            ? (loaded, loadedSingles)
            : throw new InvalidDataException(string.Join("\n", faults));
    }
}
