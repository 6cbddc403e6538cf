using DenseEdge.Search.Devices;

namespace DenseEdge.Search.Reports;

/// <summary>
/// What a search found on one device: front.json of a study. It may be written before the search is through; what a phase
/// hasn't delivered yet is absent, and <see cref="Phases"/> tells which.
/// </summary>
public sealed record FrontReport
{
    /// <summary>The format that this version writes and reads.</summary>
    public const int NewestFormat = 1;

    /// <summary>The file's name in a study.</summary>
    public const string FileName = "front.json";

    /// <summary>The format of the file.</summary>
    public int Format { get; init; } = NewestFormat;

    /// <summary>Key of the device that was searched for, as <see cref="DeviceIdentity"/> has it.</summary>
    public required string DeviceKey { get; init; }

    /// <summary>The device in words, for people; null if nobody said.</summary>
    public string? DeviceName { get; init; }

    /// <summary>What is deployed there.</summary>
    public required Deployment Deployment { get; init; }

    /// <summary>The data set that the utilities and metrics are of; null if nobody said.</summary>
    public string? Data { get; init; }

    /// <summary>The phases of the study in order; empty if the writer doesn't tell.</summary>
    public IReadOnlyList<PhaseState> Phases { get; init; } = [];

    /// <summary>The front by prediction, and networks that were measured or trained and then beaten, from the fastest to the
    /// slowest by prediction; empty as long as the front isn't computed.</summary>
    public required IReadOnlyList<ReportPoint> Points { get; init; }

    /// <summary>The budgets that were asked for, in rising order.</summary>
    public required IReadOnlyList<BudgetAnswer> Budgets { get; init; }

    /// <summary>Networks that nobody searched for, to compare with: no context at all, T-label everywhere, the point of the
    /// published search.</summary>
    public IReadOnlyList<NamedPoint> Baselines { get; init; } = [];

    /// <summary>Other ways to search, and this one, by the hypervolume that they reach.</summary>
    public required IReadOnlyList<FrontComparison> Comparisons { get; init; }

    /// <summary>The common reference of every hypervolume in <see cref="Comparisons"/>; null without comparisons.</summary>
    public HypervolumeReference? Reference { get; init; }

    /// <summary>Rank correlation of the utilities with networks that were trained by themselves; null if nobody trained
    /// any.</summary>
    public RankCorrelation? StandAlone { get; init; }

    /// <summary>Reads a report.</summary>
    /// <param name="path">front.json, or the folder of a study that has it.</param>
    /// <exception cref="InvalidDataException">There is none, it is of another format, or something in it is missing or
    /// contradicts; the message names the file and says what.</exception>
    public static FrontReport Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string file = Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        FrontReport report = SearchJson.Load<FrontReport>(file, "the front of a search", NewestFormat);
        FrontReportRules.Require(report, file);
        return report;
    }

    /// <summary>The text of the file.</summary>
    public string ToJson() => SearchJson.Write(this);

    /// <summary>Writes a report, whole or not at all.</summary>
    /// <param name="path">The file, or the folder of a study; an old report is replaced.</param>
    /// <exception cref="InvalidDataException">The report contradicts itself; the message says how.</exception>
    public void Save(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string file = Directory.Exists(path) ? Path.Combine(path, FileName) : path;
        FrontReportRules.Require(this, file);
        SearchJson.Save(file, this);
    }
}
