using DenseEdge.Storage;

namespace DenseEdge.Agent.Updating;

/// <summary>Where the update stands: <c>state.json</c>. Replaced whole before every step.</summary>
/// <remarks>Defaults have setters: the generated JSON reader keeps only those of properties that are set after
/// construction.</remarks>
public sealed record UpdateRecord
{
    private const int MostBad = 64;
    private const int MostReports = 16;

    /// <summary>Version of the file's format.</summary>
    public int Format { get; set; } = 1;

    /// <summary>The step that was begun.</summary>
    public UpdateState State { get; init; }

    /// <summary>What the update is about; null outside of one.</summary>
    public Candidate? Candidate { get; init; }

    /// <summary>The model to return to, while <see cref="UpdateState.RollingBack"/>; null if the pointer need not
    /// change.</summary>
    public ModelReference? RollBackTo { get; init; }

    /// <summary>Why, while <see cref="UpdateState.RollingBack"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>What is left of the health window, in seconds in which the agent ran. No clock is asked for it.</summary>
    public double HealthSecondsLeft { get; init; }

    /// <summary>Whether the operator paused updates.</summary>
    public bool IsPaused { get; init; }

    /// <summary>By model the highest release that ran here.</summary>
    public IReadOnlyList<ReleaseFloor> Floors { get; set; } = [];

    /// <summary>Bundles that are not tried again, newest last.</summary>
    public IReadOnlyList<BadModel> Bad { get; set; } = [];

    /// <summary>The pointer as the agent wrote it last, to repair one that rotted; null before the first.</summary>
    public ActivePointer? LastPointer { get; init; }

    /// <summary>How the last run ended; null before the first.</summary>
    public CheckRecord? LastCheck { get; init; }

    /// <summary>The bundle that came wrong the last time; null if none did.</summary>
    public FetchFault? FetchFault { get; init; }

    /// <summary>Ends of actions that their server hasn't heard of yet, oldest first.</summary>
    public IReadOnlyList<ActionReport> Reports { get; set; } = [];

    /// <summary>The server's action that made the active model active; null if none did.</summary>
    public string? ActiveActionId { get; init; }

    /// <summary>The highest release of a model that ran here; 0 for none.</summary>
    /// <param name="name">The model.</param>
    internal long FloorOf(string name) => Floors.FirstOrDefault(floor => floor.Name == name)?.Release ?? 0;

    internal UpdateRecord WithFloor(string name, long release)
        => this with
        {
            Floors = [.. Floors.Where(floor => floor.Name != name), new ReleaseFloor(name, Math.Max(release, FloorOf(name)))],
        };

    internal UpdateRecord WithBad(BadModel bad)
        => this with { Bad = [.. Bad.Where(known => known.Digest != bad.Digest).TakeLast(MostBad - 1), bad] };

    internal UpdateRecord WithReport(ActionReport report)
        => this with
        {
            Reports = [.. Reports.Where(known => known.ActionId != report.ActionId).TakeLast(MostReports - 1), report],
        };

    internal UpdateRecord WithoutBad(string digest) => this with { Bad = [.. Bad.Where(known => known.Digest != digest)] };
}
