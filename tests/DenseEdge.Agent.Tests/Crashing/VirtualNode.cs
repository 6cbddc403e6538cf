namespace DenseEdge.Agent.Tests.Crashing;

/// <summary>A file or folder of a <see cref="VirtualDisk"/>.</summary>
internal abstract class VirtualNode;

/// <summary>A file: its bytes as programs see them, and as the platter has them.</summary>
internal sealed class VirtualFile : VirtualNode
{
    public byte[] Seen { get; set; } = [];

    public byte[] Durable { get; set; } = [];
}

/// <summary>A folder: its names as programs see them, and as the platter has them.</summary>
internal sealed class VirtualFolder : VirtualNode
{
    public SortedDictionary<string, VirtualNode> Seen { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, VirtualNode> Durable { get; } = new(StringComparer.Ordinal);
}
