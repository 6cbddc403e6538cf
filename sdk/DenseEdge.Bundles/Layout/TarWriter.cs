using DenseEdge.Storage;

namespace DenseEdge.Bundles.Layout;

/// <summary>Writes the entries of a tar file.</summary>
internal sealed class TarWriter(WritableFile file)
{
    private static readonly byte[] Zeros = new byte[2 * TarHeader.BlockBytes];

    /// <summary>Writes an entry.</summary>
    /// <param name="name">Its name, up to 100 ASCII characters.</param>
    /// <param name="size">Its length in bytes.</param>
    /// <param name="content">As many bytes.</param>
    public void Add(string name, long size, Stream content)
    {
        file.Write(TarHeader.Write(name, size));
        BlobCopy.Run(content, file, 0, null, CancellationToken.None);
        file.Write(Zeros.AsSpan(0, TarHeader.Padding(size)));
    }

    /// <summary>Writes the two empty blocks at the end.</summary>
    public void End() => file.Write(Zeros);
}
