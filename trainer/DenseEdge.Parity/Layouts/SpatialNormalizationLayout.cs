using DenseEdge.Parity.Checks;
using DenseEdge.Parity.Vectors;
using DenseEdge.Training.Attention;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Layouts;

/// <summary>Auxiliary logits and an image to spatial maps; any number of cases ("in", "in2", ...) and of tasks in each.</summary>
internal sealed class SpatialNormalizationLayout : IVectorLayout
{
    /// <inheritdoc/>
    public string Title => "spatial normalisation";

    /// <inheritdoc/>
    public bool Fits(VectorFile file) => file.Has("out/ignore_mask");

    /// <inheritdoc/>
    public void Run(VectorFile file, CheckList checks)
    {
        foreach (string number in file.Matches(@"in(\d*)/image"))
        {
            using DisposeScope scope = NewDisposeScope();
            (string given, string wanted) = ($"in{number}/", $"out{number}/");
            Tensor inside = SpatialNormalization.PixelsInside(file.Tensor(given + "image"));
            foreach (string task in file.Matches($"in{number}/aux_(.+)"))
            {
                Tensor logits = file.Tensor($"{given}aux_{task}");
                checks.Compare($"{wanted}prob_{task}", SpatialNormalization.Normalize(logits, inside), Tolerance.Module);
                if (file.Has($"{wanted}aux_mutated_{task}"))
                {
                    checks.Compare(
                        $"{wanted}aux_mutated_{task}", SpatialNormalization.Masked(logits, inside), Tolerance.Module);
                }
            }

            long[] size = file.Shape(wanted + "ignore_mask");
            checks.Compare(
                wanted + "ignore_mask", SpatialNormalization.PositionsOutside(inside, size[1], size[2]), Tolerance.Exact);
        }
    }
}
