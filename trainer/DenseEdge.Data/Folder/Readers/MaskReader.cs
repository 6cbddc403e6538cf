using DenseEdge.Contracts;
using DenseEdge.Imaging;

namespace DenseEdge.Data.Folder;

/// <summary>Reads <c>mask_png</c>.</summary>
internal sealed class MaskReader(MaskPngTask task, FolderDescriptor descriptor) : TaskReader(task, descriptor)
{
    private readonly HashSet<int> _ignore = [.. task.Ignore];
    private readonly int _above = task.Above;

    internal override TaskSpec Spec { get; } = new() { Kind = task.Kind };

    private protected override DenseSample ReadExisting(DenseSample sample, string? file)
    {
        IndexImage image = IndexPng.Read(file!);
        ushort[] values = FitToImage(sample, file!, image.Height, image.Width, image.Values);
        return Put(sample, Array.ConvertAll(
            values, v => _ignore.Contains(v) ? DenseSample.Ignore : v > _above ? (byte)1 : (byte)0));
    }
}
