using DenseEdge.Contracts;
using DenseEdge.Imaging;

namespace DenseEdge.Data.Folder;

/// <summary>Reads <c>depth_png16</c>.</summary>
internal sealed class DepthReader(DepthPngTask task, FolderDescriptor descriptor) : TaskReader(task, descriptor)
{
    private readonly HashSet<int> _invalid = [0, .. task.Invalid];
    private readonly double _metersPerUnit = task.MetersPerUnit;

    internal override TaskSpec Spec { get; } = new() { Kind = TaskKind.Depth };

    private protected override DenseSample ReadExisting(DenseSample sample, string? file)
    {
        IndexImage image = IndexPng.Read(file!);
        CheckSize(sample, file!, image.Height, image.Width);
        var meters = new float[image.Values.Length];
        for (int i = 0; i < meters.Length; i++)
        {
            meters[i] = _invalid.Contains(image.Values[i]) ? 0 : (float)(image.Values[i] * _metersPerUnit);
        }

        return sample with { Depth = new DepthMap(image.Height, image.Width, meters) };
    }
}
