using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Losses;

/// <summary>Which pixels of a label count, and how many.</summary>
internal static class ValidPixels
{
    /// <summary>Finds the pixels of a class label that are not ignored.</summary>
    /// <param name="labels">[N, H, W] int64.</param>
    /// <returns>Bool, [N, H, W].</returns>
    public static Tensor OfClasses(Tensor labels) => labels.ne(LabelBatch.Ignore);

    /// <summary>Finds the pixels with a measurement.</summary>
    /// <param name="depth">[N, 1, H, W] metres.</param>
    /// <returns>Bool, [N, 1, H, W].</returns>
    public static Tensor OfDepth(Tensor depth) => depth.gt(0);

    /// <summary>Finds the pixels with a normal.</summary>
    /// <param name="normals">[N, 3, H, W].</param>
    /// <returns>Bool, [N, 1, H, W].</returns>
    public static Tensor OfNormals(Tensor normals)
    {
        using DisposeScope scope = NewDisposeScope();
        return normals.ne(0).any(1, keepdim: true).MoveToOuterDisposeScope();
    }

    /// <summary>The share of negative pixels among those that count: the weight that balances few positive ones.</summary>
    /// <param name="labels">[N, H, W] int64: 0, 1 or 255.</param>
    /// <returns>A float scalar, 0 to 1.</returns>
    public static Tensor NegativeShare(Tensor labels)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor negatives = labels.eq(0).sum().to_type(ScalarType.Float32);
        return (negatives / Count(OfClasses(labels))).MoveToOuterDisposeScope();
    }

    /// <summary>Counts the pixels that count.</summary>
    /// <param name="valid">Bool, any shape.</param>
    /// <returns>A float scalar, at least 1, so that a sum over no pixel can be divided by it.</returns>
    public static Tensor Count(Tensor valid)
    {
        using DisposeScope scope = NewDisposeScope();
        return valid.sum().to_type(ScalarType.Float32).clamp_min(1).MoveToOuterDisposeScope();
    }
}
