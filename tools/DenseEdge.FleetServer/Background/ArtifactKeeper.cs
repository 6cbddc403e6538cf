using DenseEdge.Fleet;
using DenseEdge.FleetServer.Artifacts;

namespace DenseEdge.FleetServer.Background;

/// <summary>Removes files that nothing refers to: of deleted versions, of replaced metadata, of uploads that were refused or
/// whose node died.</summary>
internal sealed partial class ArtifactKeeper(
    IFleetStore store, IArtifactStore artifacts, TimeProvider time, ILogger<ArtifactKeeper> log)
    : NodeTask(TimeSpan.FromMinutes(10), time, log)
{
    private readonly ILogger _log = log;

    /// <inheritdoc/>
    protected override async Task TurnAsync(CancellationToken cancellation)
    {
        int removed = await artifacts.CollectAsync(
            sha256 => store.Repository.IsNeededAsync(sha256, cancellation), cancellation);
        if (removed > 0)
        {
            LogRemoved(_log, removed, artifacts.Place);
        }
    }

    [LoggerMessage(22, LogLevel.Information, "Removed {Files} files that nothing refers to from {Place}.")]
    private static partial void LogRemoved(ILogger log, int files, string place);
}
