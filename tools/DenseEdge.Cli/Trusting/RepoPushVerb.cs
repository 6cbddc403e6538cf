using DenseEdge.Bundles.Registries;
using DenseEdge.Cli.Bundling;
using DenseEdge.Storage;
using DenseEdge.Transfer;
using DenseEdge.Tuf.Publishing;

namespace DenseEdge.Cli.Trusting;

/// <summary>denseedge repo push: a published repository into a registry.</summary>
internal static class RepoPushVerb
{
    /// <summary>Pushes.</summary>
    /// <param name="repository">The repository's folder.</param>
    /// <param name="address">Where to.</param>
    /// <param name="access">How to talk to the registry.</param>
    /// <param name="output">Takes what was pushed.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static async Task<int> RunAsync(
        string repository, RegistryReference address, RegistryAccess access, TextWriter output, CancellationToken cancellation)
    {
        string folder = Path.GetFullPath(repository);
        PhysicalFileSystem files = PhysicalFileSystem.Instance;
        PublishedRepository published = TufRepository.Open(files, folder).Published();
        using HttpTransfer transfer = new();
        RepositoryPush push = new(
            new RegistryClient(address, transfer, access.Options), published, new FolderLayout(files, folder));
        IReadOnlyList<string> missing = await push.RunAsync(null, cancellation).ConfigureAwait(false);
        await output.WriteLineAsync(
            $"{address}: {published.Metadata.Count} files of metadata, {published.Targets.Count - missing.Count} of "
            + $"{published.Targets.Count} targets.").ConfigureAwait(false);
        foreach (string target in missing)
        {
            await output.WriteLineAsync(
                $"{target} is neither here nor in this registry: push its bundle, or devices need source.registry.")
                .ConfigureAwait(false);
        }

        return 0;
    }
}
