using DenseEdge.Agent.Storing;
using DenseEdge.Agent.Updating;
using DenseEdge.Storage;
using DenseEdge.Tuf;

namespace DenseEdge.Agent.Sources;

/// <summary>The root of trust of a device.</summary>
public static class DeviceTrust
{
    private const int MostRootBytes = 512 * 1024;

    /// <summary>Finds the root: the one that an operator names, else the newest that the repository's workflow accepted, else the
    /// one that the device was given.</summary>
    /// <param name="store">The store.</param>
    /// <param name="operatorsRoot">A root.json that an operator names; null for none. A store without a root keeps it.</param>
    /// <param name="clock">What time it is.</param>
    /// <exception cref="UpdateException">There is none, or it has expired.</exception>
    public static TrustedRoot Find(ModelStore store, string? operatorsRoot, ClockPolicy clock)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(clock);
        try
        {
            TrustedRoot root = TrustedRoot.Load(store.Files, operatorsRoot ?? Newest(store));
            DateTimeOffset now = clock.Start(store.Files, store.Paths.Metadata);
            if (root.Expires < now)
            {
                throw new UpdateException(
                    UpdateFailure.Refused,
                    $"The trusted root expired on {root.Expires:u}, and it is {now:u} here. Set the clock, or bring a newer root.");
            }

            if (operatorsRoot is not null && !store.Files.FileExists(store.Paths.TrustedRoot))
            {
                DurableFile.Replace(
                    store.Files, store.Paths.TrustedRoot, DurableFile.Read(store.Files, operatorsRoot, MostRootBytes));
            }

            return root;
        }
        catch (TufException fault)
        {
            throw new UpdateException(UpdateFailure.Refused, fault.Message, fault);
        }
    }

    private static string Newest(ModelStore store)
    {
        string accepted = Path.Combine(store.Paths.Metadata, "root.json");
        return store.Files.FileExists(accepted) ? accepted : store.Paths.TrustedRoot;
    }
}
