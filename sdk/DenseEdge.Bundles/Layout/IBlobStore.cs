namespace DenseEdge.Bundles.Layout;

/// <summary>The files of a bundle, whichever way they are kept. Names are those of <see cref="LayoutNames"/>.</summary>
internal interface IBlobStore : IDisposable
{
    /// <summary>Where it is, for messages.</summary>
    string Path { get; }

    /// <summary>Every file with its length in bytes.</summary>
    IReadOnlyDictionary<string, long> Files { get; }

    /// <summary>Opens a file, seekable.</summary>
    Stream Open(string name);
}
