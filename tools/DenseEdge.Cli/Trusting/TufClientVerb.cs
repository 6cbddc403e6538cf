using DenseEdge.Bundles.Registries;
using DenseEdge.Cli.Bundling;
using DenseEdge.Storage;
using DenseEdge.Transfer;
using DenseEdge.Tuf;

namespace DenseEdge.Cli.Trusting;

/// <summary>denseedge tuf-client: the client as the public conformance suite of TUF calls it.</summary>
internal static class TufClientVerb
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int MostRootBytes = 512 * 1024;

    /// <summary>Starts trust from a root.</summary>
    /// <param name="arguments">The metadata folder.</param>
    /// <param name="rootPath">The root's file.</param>
    public static int Init(TufClientArguments arguments, string rootPath)
    {
        byte[] root = DurableFile.Read(PhysicalFileSystem.Instance, Path.GetFullPath(rootPath), MostRootBytes);
        using HttpTransfer transfer = new();
        Client(arguments with { MetadataAddress = new Uri("http://localhost/") }, transfer).Init(root);
        return Done;
    }

    /// <summary>Brings the metadata up to date.</summary>
    /// <param name="arguments">The folder and the address.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static async Task<int> RefreshAsync(TufClientArguments arguments, CancellationToken cancellation)
    {
        using HttpTransfer transfer = Transfer();
        await Client(arguments, transfer).RefreshAsync(cancellation).ConfigureAwait(false);
        return Done;
    }

    /// <summary>Brings the metadata up to date, then downloads a target.</summary>
    /// <param name="arguments">All of them.</param>
    /// <param name="errors">Takes what is wrong.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static async Task<int> DownloadAsync(TufClientArguments arguments, TextWriter errors, CancellationToken cancellation)
    {
        if (arguments is not { TargetName: { } name, TargetFolder: { } folder }
            || (arguments.TargetsAddress is null && !arguments.IsInRegistry))
        {
            await errors.WriteLineAsync(
                "denseedge: tuf-client download: expected --target-name, --target-dir and --target-base-url.")
                .ConfigureAwait(false);
            return Failed;
        }

        using HttpTransfer transfer = Transfer();
        TufClient client = Client(arguments, transfer);
        await client.RefreshAsync(cancellation).ConfigureAwait(false);
        TargetInfo target = await client.FindAsync(name, cancellation).ConfigureAwait(false)
            ?? throw new TufException(TufReason.NoSuchTarget, $"Expected a target '{name}' in the repository, found none.");
        string destination = Path.Combine(Path.GetFullPath(folder), Uri.EscapeDataString(name));
        await client.DownloadAsync(target, destination, progress: null, cancellation).ConfigureAwait(false);
        return Done;
    }

    // The suite counts requests: each is made once.
    private static HttpTransfer Transfer() => new(new TransferOptions { Attempts = 1 });

    private static TufClient Client(TufClientArguments arguments, HttpTransfer transfer) => new(
        PhysicalFileSystem.Instance, Path.GetFullPath(arguments.MetadataFolder), Source(arguments, transfer),
        ClockPolicy.Trusting());

    private static ITufSource Source(TufClientArguments arguments, HttpTransfer transfer)
    {
        Uri metadata = arguments.MetadataAddress
            ?? throw new ArgumentException("tuf-client: expected --metadata-url, found none.");
        if (!arguments.IsInRegistry)
        {
            return new HttpTufSource(transfer, metadata, arguments.TargetsAddress ?? metadata);
        }

        RegistryAccess access = new(arguments.PlainHttp, PlainHttpAnywhere: false);
        return new OciTufSource(
            new RegistryClient(RegistryReference.ParseRepository(metadata.OriginalString), transfer, access.Options));
    }
}
