namespace DenseEdge.Onnx.Rewrites;

/// <summary>Estimates which form of a convolution over an upsampled map is the fastest.</summary>
/// <param name="costs">What operators cost.</param>
/// <param name="layer">The convolution over all maps.</param>
/// <param name="height">Height of the result in pixels.</param>
/// <param name="width">Width of the result in pixels.</param>
internal sealed class UpsampledFormChoice(EngineCosts costs, ConvLayer layer, int height, int width)
{
    public UpsampledForm For(UpsampledLevel level)
    {
        if (level.Resampling is null)
        {
            return UpsampledForm.Direct;
        }

        double direct = Direct(level), factored = Factored(level);
        double resampled = layer.Kernel == 1 ? Resampled(level) : double.PositiveInfinity;
        return Math.Min(factored, resampled) * costs.Margin >= direct ? UpsampledForm.Direct
            : resampled < factored ? UpsampledForm.Resampled : UpsampledForm.Factored;
    }

    private double Outputs => (double)layer.OutChannels * height * width;

    private double Direct(UpsampledLevel level)
        => Outputs * level.Channels * layer.Kernel * layer.Kernel / costs.ConvMultiplyAddsPerNs;

    private double Resampled(UpsampledLevel level)
        => (Own(level) * level.Channels / costs.ConvMultiplyAddsPerNs)
            + (Outputs * (costs.ResizeNsPerElement + costs.CopyNsPerElement));

    private double Factored(UpsampledLevel level)
    {
        double taps = layer.Kernel * layer.Kernel;
        double rows = (double)layer.OutChannels * layer.Kernel * level.SourceHeight * width;
        double products = (rows * layer.Kernel * level.SourceWidth) + (rows * height);
        double copies = (layer.Kernel == 1 ? 0 : Own(level) * taps) + rows;
        return (Own(level) * taps * level.Channels / costs.ConvMultiplyAddsPerNs)
            + (products / costs.ProductMultiplyAddsPerNs) + (copies * costs.CopyNsPerElement)
            + (Outputs * costs.ProductReturnNsPerElement);
    }

    /// <summary>Elements of the result at the map's own size.</summary>
    private double Own(UpsampledLevel level) => (double)layer.OutChannels * level.SourceHeight * level.SourceWidth;
}
