using System.Globalization;
using System.Text.Json;
using DenseEdge.Storage;

namespace DenseEdge.Agent.Health;

/// <summary>Gathers how the apps are with the active model: what they report through the control socket or in files, and which of
/// them ended without a word. It knows nothing of the network.</summary>
/// <param name="files">The disk.</param>
/// <param name="folder">Where apps put their files.</param>
/// <param name="crashLimit">How many crashes condemn a model.</param>
public sealed class HealthMonitor(IFileSystem files, string folder, int crashLimit)
{
    private const int MostReportBytes = 16 * 1024;
    private const int MostFiles = 256;

    private readonly Lock _turn = new();
    private readonly Dictionary<string, AppReport> _reports = new(StringComparer.Ordinal);
    private readonly List<string> _crashes = [];
    private string? _digest;

    /// <summary>Begins to watch a model; what was known about another is forgotten.</summary>
    /// <param name="digest">The active bundle; null for none.</param>
    public void Watch(string? digest)
    {
        lock (_turn)
        {
            if (_digest != digest)
            {
                _digest = digest;
                _reports.Clear();
                _crashes.Clear();
            }
        }
    }

    /// <summary>Takes what an app says.</summary>
    /// <param name="app">The app.</param>
    /// <param name="report">What it says.</param>
    public void Report(string app, AppReport report)
    {
        lock (_turn)
        {
            _reports[app] = report;
        }
    }

    /// <summary>Takes note of an app that ended without saying so.</summary>
    /// <param name="app">The app.</param>
    public void Crashed(string app)
    {
        lock (_turn)
        {
            _crashes.Add(app);
        }
    }

    /// <summary>Judges the watched model.</summary>
    public HealthVerdict Judge()
    {
        lock (_turn)
        {
            foreach ((string app, AppReport report) in _reports.Concat(FileReports()))
            {
                if (!report.Healthy && (report.Digest is null || report.Digest == _digest))
                {
                    return new HealthVerdict($"The app '{app}' reports: {report.Reason ?? "unhealthy"}.");
                }
            }

            return _crashes.Count >= crashLimit
                ? new HealthVerdict(string.Create(
                    CultureInfo.InvariantCulture, $"{_crashes.Count} crashes of apps: {string.Join(", ", _crashes.Distinct())}."))
                : HealthVerdict.Good;
        }
    }

    /// <summary>The latency of the watched model in the app that timed most frames; null if none did.</summary>
    public AppLatency? Latency()
    {
        lock (_turn)
        {
            return _reports.Concat(FileReports())
                .Where(report => report.Value.Digest is null || report.Value.Digest == _digest)
                .Select(report => report.Value.Latency).OfType<AppLatency>()
                .Where(latency => latency.IsPlausible)
                .MaxBy(latency => latency.Frames);
        }
    }

    private IEnumerable<KeyValuePair<string, AppReport>> FileReports()
    {
        foreach (string path in files.Files(folder).Where(path => path.EndsWith(".json", StringComparison.Ordinal))
            .Take(MostFiles))
        {
            if (TryRead(path) is { } report)
            {
                yield return new KeyValuePair<string, AppReport>(Path.GetFileNameWithoutExtension(path), report);
            }
        }
    }

    // A file that is being written or holds nonsense says nothing for or against the model.
    private AppReport? TryRead(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(DurableFile.Read(files, path, MostReportBytes), AgentJson.Lines.AppReport);
        }
        catch (Exception fault)
            when (fault is JsonException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
