using System.Globalization;
using System.Text.Json;
using DenseEdge.Agent.Trials;
using DenseEdge.Storage;

namespace DenseEdge.Agent.Storing;

/// <content>Reports of trials, a bounded number of them.</content>
public sealed partial class ModelStore
{
    private const int MostReports = 20;
    private const int MostReportBytes = 1 << 20;
    private const int Digits = 6;

    /// <summary>The reports that are kept, oldest first, as full paths.</summary>
    public IReadOnlyList<string> Reports()
        => [.. _files.Files(Paths.Reports).Where(path => NumberOf(path) is not null)];

    /// <summary>Reads the newest report about a bundle.</summary>
    /// <param name="digest">The bundle's digest.</param>
    /// <returns>Null if there is none that can be read.</returns>
    public TrialReport? LastReport(string digest)
    {
        string ending = Ending(digest);
        string? path = Reports().LastOrDefault(path => path.EndsWith(ending, StringComparison.Ordinal));
        try
        {
            return path is null
                ? null
                : JsonSerializer.Deserialize(DurableFile.Read(_files, path, MostReportBytes), AgentJson.Files.TrialReport);
        }
        catch (Exception fault) when (fault is JsonException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Keeps a report; the oldest go.</summary>
    internal void AddReport(TrialReport report)
    {
        IReadOnlyList<string> known = Reports();

        // Numbered and not dated: the device's clock may be wrong.
        int last = known.Count == 0 ? 0 : NumberOf(known[^1])!.Value;
        string name = string.Create(CultureInfo.InvariantCulture, $"{last + 1:D6}{Ending(report.Digest)}");
        DurableFile.Replace(
            _files, Path.Combine(Paths.Reports, name), JsonSerializer.SerializeToUtf8Bytes(report, AgentJson.Files.TrialReport));
        foreach (string old in known.SkipLast(MostReports - 1))
        {
            _files.DeleteFile(old);
        }
    }

    /// <summary>The number that a report's name begins with; null for a file that is no report.</summary>
    private static int? NumberOf(string path)
    {
        string name = Path.GetFileName(path);
        return name.Length > Digits && name.EndsWith(".json", StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(0, Digits), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;
    }

    private static string Ending(string digest) => $"-{ModelReference.HexOf(digest)[..12]}.json";
}
