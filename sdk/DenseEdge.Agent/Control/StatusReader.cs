using DenseEdge.Agent.Storing;
using DenseEdge.Agent.Updating;
using DenseEdge.Storage;

namespace DenseEdge.Agent.Control;

/// <summary>Puts a device's status together.</summary>
public static class StatusReader
{
    /// <summary>The agent's version.</summary>
    public static string AgentVersion { get; } = typeof(StatusReader).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>Reads a store that nobody need hold.</summary>
    /// <param name="store">The store.</param>
    /// <exception cref="IOException">The store can't be read.</exception>
    public static StatusLine Read(ModelStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        ActivePointer? active = null;
        bool isDamaged = false;
        try
        {
            active = store.ReadPointer();
        }
        catch (InvalidDataException)
        {
            isDamaged = true;
        }

        return Of(store, RecordOf(store), active, isService: false, isDamaged);
    }

    /// <summary>Puts a status together.</summary>
    internal static StatusLine Of(ModelStore store, UpdateRecord record, ActivePointer? active, bool isService,
        bool isDamaged = false)
        => new()
        {
            Agent = AgentVersion,
            Service = isService,
            Store = store.Paths.Root,
            State = record.State,
            Active = Line(store, active?.Active),
            LastKnownGood = active?.LastKnownGood?.Digest == active?.Active.Digest ? null : Line(store, active?.LastKnownGood),
            Candidate = record.State != UpdateState.Idle && record.Candidate is { Offer: { } offer }
                ? new ModelLine(offer.Digest, offer.Name, offer.Version, offer.Release, null)
                : null,
            Sequence = active?.Sequence ?? 0,
            Paused = record.IsPaused,
            ModelHealth = ModelHealth(store, record, active, isDamaged),
            HealthSecondsLeft = record.State == UpdateState.Committed ? Math.Round(record.HealthSecondsLeft) : 0,
            NetworkHealth = NetworkHealth(record.LastCheck),
            Action = record.Candidate?.Offer.ActionId,
            UnsentReports = record.Reports.Count,
            LastCheck = record.LastCheck,
            Bad = record.Bad,
            FreeBytes = store.Files.DirectoryExists(store.Paths.Root) ? store.Files.FreeBytes(store.Paths.Root) : 0,
        };

    private static string NetworkHealth(CheckRecord? last) => last switch
    {
        null => "unknown",
        { Failure: UpdateFailure.Network } => "failing",
        { Repository: RepositoryFault.Expired } => "expired",
        { Repository: RepositoryFault.RolledBack } => "rolled-back",
        { Repository: RepositoryFault.Untrusted } => "untrusted",
        _ => "good",
    };

    private static string ModelHealth(ModelStore store, UpdateRecord record, ActivePointer? active, bool isDamaged)
        => isDamaged ? "damaged"
            : active is null ? "none"
            : store.Find(active.Active.Digest) is null ? "damaged"
            : record.State == UpdateState.Committed ? "watched"
            : "good";

    private static ModelLine? Line(ModelStore store, ModelReference? reference)
    {
        if (reference is null)
        {
            return null;
        }

        InstalledModel? model = store.Find(reference.Digest);
        return new ModelLine(reference.Digest, model?.Name, model?.Version, model?.Release, reference.ModelPath);
    }

    private static UpdateRecord RecordOf(ModelStore store)
    {
        try
        {
            return store.ReadRecord();
        }
        catch (InvalidDataException)
        {
            // The agent puts it aside when it starts.
            return new UpdateRecord();
        }
    }
}
