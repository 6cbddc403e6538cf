namespace DenseEdge.Packaging.Tests;

/// <summary>A folder with every package, made once for all tests from what is built already.</summary>
public sealed class PackageFeed : IDisposable
{
    public static readonly string[] Ids =
    [
        "DenseEdge.Agent", "DenseEdge.Bundles", "DenseEdge.Cameras", "DenseEdge.Contracts", "DenseEdge.Engines.System",
        "DenseEdge.Hosting", "DenseEdge.Imaging", "DenseEdge.Sdk", "DenseEdge.Storage", "DenseEdge.Telemetry",
        "DenseEdge.Transfer", "DenseEdge.Tuf",
    ];

    public PackageFeed()
    {
        Dotnet.Run(
            Dotnet.RepositoryRoot, new Dictionary<string, string?>(),
            "pack", "DenseEdge.slnx", "-c", Dotnet.Configuration, "--no-build", "--nologo", "-v", "quiet", "-o", Folder);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("denseedge-packages-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
