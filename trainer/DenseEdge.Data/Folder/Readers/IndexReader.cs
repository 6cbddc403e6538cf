using DenseEdge.Contracts;
using DenseEdge.Imaging;

namespace DenseEdge.Data.Folder;

/// <summary>Reads <c>index_png</c>.</summary>
internal sealed class IndexReader : TaskReader
{
    private readonly ClassValues _values;

    internal IndexReader(IndexPngTask task, FolderDescriptor descriptor)
        : base(task, descriptor)
    {
        Spec = new TaskSpec { Kind = task.Kind, Classes = ClassList.Of(task, descriptor) };
        _values = new ClassValues(task, Spec.Classes.Count);
    }

    internal override TaskSpec Spec { get; }

    private protected override DenseSample ReadExisting(DenseSample sample, string? file)
    {
        IndexImage image = IndexPng.Read(file!);
        ushort[] values = FitToImage(sample, file!, image.Height, image.Width, image.Values);
        return Put(sample, _values.Apply(values, file!));
    }
}
