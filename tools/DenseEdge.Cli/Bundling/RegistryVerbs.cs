using DenseEdge.Bundles;
using DenseEdge.Bundles.Registries;
using DenseEdge.Storage;
using DenseEdge.Transfer;

namespace DenseEdge.Cli.Bundling;

/// <summary>denseedge bundle push and pull.</summary>
internal static class RegistryVerbs
{
    private const string LayoutEnding = ".layout";

    /// <summary>Pushes a bundle.</summary>
    /// <param name="path">A bundle file or folder.</param>
    /// <param name="address">Where to, with a tag.</param>
    /// <param name="access">How to talk to the registry.</param>
    /// <param name="output">Takes the digest.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static async Task<int> PushAsync(
        string path, string address, RegistryAccess access, TextWriter output, CancellationToken cancellation)
    {
        RegistryReference reference = RegistryReference.Parse(address);
        if (reference.Tag is not { } tag)
        {
            throw new ArgumentException($"bundle push: expected an address with a tag, found '{address}'.");
        }

        using Bundle bundle = Bundle.Open(path);
        bundle.VerifyBlobs(null, cancellation);
        using HttpTransfer transfer = new();
        RegistryClient registry = new(reference, transfer, access.Options);
        await registry.PushAsync(bundle, tag, null, cancellation).ConfigureAwait(false);
        await output.WriteLineAsync($"{reference}: {bundle.Digest}").ConfigureAwait(false);
        return 0;
    }

    /// <summary>Pulls a bundle.</summary>
    /// <param name="address">Where from.</param>
    /// <param name="path">The bundle's file.</param>
    /// <param name="access">How to talk to the registry.</param>
    /// <param name="output">Takes the digest.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static async Task<int> PullAsync(
        string address, string path, RegistryAccess access, TextWriter output, CancellationToken cancellation)
    {
        RegistryReference reference = RegistryReference.Parse(address);
        string target = Path.GetFullPath(path);
        string layout = target + LayoutEnding;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        PhysicalFileSystem files = PhysicalFileSystem.Instance;
        using HttpTransfer transfer = new();
        RegistryClient registry = new(reference, transfer, access.Options);
        string digest = await registry.ResolveAsync(reference, cancellation).ConfigureAwait(false);
        files.DeleteDirectory(layout);
        string scratch = target + ".manifest";
        try
        {
            RemoteBundle remote = await RemoteBundle.OpenAsync(
                registry, digest, files, scratch, cancellation).ConfigureAwait(false);
            await remote.FetchLayoutAsync(files, layout, null, cancellation).ConfigureAwait(false);
        }
        finally
        {
            files.DeleteDirectory(scratch);
        }

        using (Bundle bundle = Bundle.Open(layout))
        {
            bundle.SaveFile(files, target);
        }

        files.DeleteDirectory(layout);
        await output.WriteLineAsync($"{path}: {digest}").ConfigureAwait(false);
        await output.WriteLineAsync(reference.Tag is null
            ? "Pulled by digest."
            : "Pulled by tag, which anybody who may push can move: compare the digest.").ConfigureAwait(false);
        return 0;
    }
}
