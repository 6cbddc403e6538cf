using DenseEdge.Contracts;
using DenseEdge.Data.Mat;
using DenseEdge.Imaging;

namespace DenseEdge.Data.Folder;

/// <summary>Reads <c>voc_parts</c>.</summary>
internal sealed class VocPartsReader(VocPartsTask task, FolderDescriptor descriptor) : TaskReader(task, descriptor)
{
    internal override TaskSpec Spec { get; } = new()
    {
        Kind = TaskKind.HumanParts,
        Classes = ClassPalette.Classes(VocParts.ClassNames),
    };

    private protected override DenseSample ReadExisting(DenseSample sample, string? file)
    {
        float[] Fit(MatNumeric mask) => mask.Shape.Count == 2
            ? FitToImage(sample, file!, mask.Shape[0], mask.Shape[1], mask.ToSingles())
            : throw new InvalidDataException(
                $"{mask.Place} has the shape [{string.Join(", ", mask.Shape)}], expected [H, W].");
        return Put(sample, VocParts.Read(file!, sample.Image.Height, sample.Image.Width, Fit));
    }
}
