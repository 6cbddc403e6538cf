using DenseEdge.Training.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Losses;

/// <summary>Absolute error in metres, and the bins of the auxiliary prediction.</summary>
internal static class DepthLoss
{
    /// <summary>The mean absolute error over the pixels with a measurement.</summary>
    /// <param name="predicted">Metres, [N, 1, H, W].</param>
    /// <param name="depth">Metres, [N, 1, H, W]; 0 has no measurement.</param>
    /// <returns>A scalar; 0 if there is no measurement.</returns>
    public static Tensor Compute(Tensor predicted, Tensor depth)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor sum = PerPixel(predicted, depth).sum();
        return (sum / ValidPixels.Count(ValidPixels.OfDepth(depth))).MoveToOuterDisposeScope();
    }

    /// <summary>The absolute error of every pixel.</summary>
    /// <param name="predicted">Metres, [N, 1, H, W].</param>
    /// <param name="depth">Metres, [N, 1, H, W]; 0 has no measurement.</param>
    /// <returns>[N, 1, H, W]; 0 where there is no measurement.</returns>
    public static Tensor PerPixel(Tensor predicted, Tensor depth)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor valid = ValidPixels.OfDepth(depth).to_type(ScalarType.Float32);
        return (predicted - depth).abs().mul(valid).MoveToOuterDisposeScope();
    }

    /// <summary>The lower ends of the bins of <see cref="Bins"/>, and the upper end of the last one.</summary>
    /// <param name="minMeters">Lower end of the first bin.</param>
    /// <param name="maxMeters">Upper end of the last bin.</param>
    /// <returns>41 distances in metres.</returns>
    public static double[] BinEdges(double minMeters, double maxMeters)
        => [.. Enumerable.Range(0, TaskOutputs.AuxiliaryBins + 1)
            .Select(bin => minMeters * Math.Pow(maxMeters / minMeters, (double)bin / TaskOutputs.AuxiliaryBins))];

    /// <summary>Sorts distances into 40 bins of equal width on a logarithmic scale.</summary>
    /// <param name="depth">Metres, [N, 1, H, W]; 0 has no measurement.</param>
    /// <param name="minMeters">Lower end of the first bin; nearer pixels fall into it.</param>
    /// <param name="maxMeters">Upper end of the last bin; farther pixels fall into it.</param>
    /// <returns>[N, H, W] int64, 0 to 39, or 255 without a measurement.</returns>
    public static Tensor Bins(Tensor depth, double minMeters, double maxMeters)
    {
        using DisposeScope scope = NewDisposeScope();
        double binsPerUnit = TaskOutputs.AuxiliaryBins / Math.Log(maxMeters / minMeters);
        Tensor bins = depth.log().sub_(Math.Log(minMeters)).mul_(binsPerUnit).floor_()
            .clamp_(0, TaskOutputs.AuxiliaryBins - 1);
        return bins.masked_fill_(ValidPixels.OfDepth(depth).logical_not(), LabelBatch.Ignore)
            .squeeze(1).to_type(ScalarType.Int64).MoveToOuterDisposeScope();
    }
}
