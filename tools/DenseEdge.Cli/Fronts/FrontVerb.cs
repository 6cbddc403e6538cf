using DenseEdge.Search.Reports;
using DenseEdge.Search.Studies;

namespace DenseEdge.Cli.Fronts;

/// <summary>denseedge front.</summary>
internal static class FrontVerb
{
    /// <summary>Shows the front of a study, or of several together.</summary>
    /// <param name="arguments">What the user said.</param>
    /// <param name="output">Where the table or the JSON goes.</param>
    /// <returns>0, also for a study that isn't through.</returns>
    /// <exception cref="InvalidDataException">There is no study, one of another version, or one without a front.</exception>
    public static int Run(FrontArguments arguments, TextWriter output)
    {
        if (arguments.Studies.Count > 1)
        {
            return Unite(arguments, output);
        }

        string path = arguments.Studies[0];
        FrontReport report = Load(path);
        FrontView view = new(report, arguments.All);
        if (arguments.Html is { } html)
        {
            FrontPage.Write(html, view, File.Exists(path) ? Path.GetDirectoryName(Path.GetFullPath(path))! : path);
        }

        output.Write(arguments.Json ? report.ToJson() : FrontText.Write(view));
        return 0;
    }

    private static int Unite(FrontArguments arguments, TextWriter output)
    {
        if (arguments.Json || arguments.Html is not null)
        {
            throw new ArgumentException(
                $"Expected one study for --json and --html, found {arguments.Studies.Count}. Several are shown as a table.");
        }

        output.Write(UnionText.Write(FrontUnion.Of([.. arguments.Studies.Select(Load)]), arguments.Studies));
        return 0;
    }

    private static FrontReport Load(string path)
    {
        if (File.Exists(path) || File.Exists(Path.Combine(path, FrontReport.FileName)))
        {
            return FrontReport.Load(path);
        }

        if (!Directory.Exists(path))
        {
            throw new InvalidDataException(
                $"Expected the folder of a study, found no '{path}'. Make one with: ./denseedge search --out {path}");
        }

        // Says it if the folder is no study, or one of another version.
        StudyFolder study = StudyFolder.Open(path);
        throw new InvalidDataException(
            $"The study '{path}' has no front yet: its search hasn't come to {FrontReport.FileName}. "
            + $"{StudyProgress.Of(study)} Go on with the 'denseedge search' that started it: what is done is kept.");
    }
}
