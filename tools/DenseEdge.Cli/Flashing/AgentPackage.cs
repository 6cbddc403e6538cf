namespace DenseEdge.Cli.Flashing;

/// <summary>The agent, packed for devices that have none: packed when the first of them is met.</summary>
internal sealed class AgentPackage : IDisposable
{
    private readonly Lazy<(string Path, string Digest)> _packed;

    /// <summary>Takes an agent.</summary>
    /// <param name="folder">The agent.</param>
    public AgentPackage(AgentFolder folder)
    {
        Folder = folder;
        _packed = new Lazy<(string, string)>(Pack);
    }

    /// <summary>The agent as it lies here.</summary>
    public AgentFolder Folder { get; }

    /// <summary>The package: a tar archive, gzip.</summary>
    public string Path => _packed.Value.Path;

    /// <summary>Its SHA-256, 64 hexadecimal digits.</summary>
    public string Digest => _packed.Value.Digest;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_packed.IsValueCreated)
        {
            File.Delete(_packed.Value.Path);
        }
    }

    private (string Path, string Digest) Pack()
    {
        string path = System.IO.Path.GetTempFileName();
        return (path, Folder.Pack(path));
    }
}
