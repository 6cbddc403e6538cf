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
        Tensor valid = ValidPixels.OfDepth(depth);
        Tensor sum = (predicted - depth).abs().mul(valid.to_type(ScalarType.Float32)).sum();
        return (sum / ValidPixels.Count(valid)).MoveToOuterDisposeScope();
    }

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
