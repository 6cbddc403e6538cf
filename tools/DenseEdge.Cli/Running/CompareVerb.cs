using DenseEdge.Cli.Comparing;
using Spectre.Console;

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

        if (json)
        {
            Console.WriteLine(ComparisonJson.Write(comparison));
        }
        else
        {
            Print(AnsiConsole.Console, comparison);
        }

        return 0;
    }

    /// <summary>Prints the table.</summary>
    /// <param name="console">Where to print.</param>
    /// <param name="comparison">What to print.</param>
    public static void Print(IAnsiConsole console, Comparison comparison)
    {
        Table table = new()
        {
            Title = new TableTitle(Markup.Escape(ComparisonFormat.Summary(comparison))),
            Border = TableBorder.Simple,
        };
        foreach ((int index, string title) in ComparisonFormat.Header(comparison).Index())
        {
            TableColumn column = new(Markup.Escape(title));
            table.AddColumn(index == 0 ? column : column.RightAligned());
        }

        foreach (RunGroup group in comparison.Groups)
        {
            table.AddRow([.. ComparisonFormat.Row(comparison, group).Select(Markup.Escape)]);
        }

        console.Write(table);
        foreach (string note in ComparisonFormat.Notes(comparison))
        {
            console.WriteLine(note);
        }
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
