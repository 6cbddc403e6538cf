using DenseEdge.Agent.Storing;
using DenseEdge.Agent.Updating;
using DenseEdge.Storage;
using DenseEdge.Tuf;

namespace DenseEdge.Agent.Sources;

/// <summary>The root of trust of a device.</summary>
public static class DeviceTrust
{
    private const int MostRootBytes = 512 * 1024;

    /// <summary>Finds the root: the newest that this device was given or that the repository's workflow accepted. An operator may
    /// bring the first one, and afterwards only one that the keys of the one before have signed too.</summary>
    /// <param name="store">The store.</param>
    /// <param name="operatorsRoot">A root.json that an operator names; null for none.</param>
    /// <param name="clock">What time it is.</param>
    /// <param name="keep">Whether the store keeps the operator's.</param>
    /// <exception cref="UpdateException">There is none, it has expired, or the operator's is no successor.</exception>
    public static TrustedRoot Find(ModelStore store, string? operatorsRoot, ClockPolicy clock, bool keep = true)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(clock);
        try
        {
            string? installed = Newest(store);
            TrustedRoot root = operatorsRoot is null || IsSame(store, operatorsRoot, installed)
                ? TrustedRoot.Load(store.Files, installed ?? store.Paths.TrustedRoot)
                : Offered(store, operatorsRoot, installed);
            RequireValid(root, clock.Start(store.Files, store.Paths.Metadata));
            if (keep && operatorsRoot is not null && !IsSame(store, operatorsRoot, installed))
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

    private static void RequireValid(TrustedRoot root, DateTimeOffset now)
    {
        if (root.Expires < now)
        {
            throw new UpdateException(
                UpdateFailure.Refused,
                $"The trusted root expired on {root.Expires:u}, and it is {now:u} here. Set the clock, or bring a newer root.");
        }
    }

    /// <summary>The file with the newer of two roots: the one that the device was given and the one that the repository's workflow
    /// accepted; null if there is neither.</summary>
    private static string? Newest(ModelStore store)
        => new[] { store.Paths.TrustedRoot, Path.Combine(store.Paths.Metadata, "root.json") }
            .Where(store.Files.FileExists)
            .MaxBy(path => TrustedRoot.Load(store.Files, path).Version);

    private static bool IsSame(ModelStore store, string offered, string? installed)
        => installed is not null && store.Files.FileExists(offered)
            && DurableFile.Read(store.Files, offered, MostRootBytes)
                .AsSpan().SequenceEqual(DurableFile.Read(store.Files, installed, MostRootBytes));

    private static TrustedRoot Offered(ModelStore store, string path, string? installed)
    {
        TrustedRoot offered = TrustedRoot.Load(store.Files, path);
        if (installed is null)
        {
            return offered;
        }

        TrustedRoot known = TrustedRoot.Load(store.Files, installed);
        if (offered.Version <= known.Version)
        {
            throw new UpdateException(
                UpdateFailure.Refused,
                $"This device trusts version {known.Version} of a root already; expected a later one, found another of version "
                + $"{offered.Version}. Leave the root out, or bring its successor.");
        }

        known.VerifySignedBy("root", DurableFile.Read(store.Files, path, MostRootBytes));
        return offered;
    }
}
