using System.Diagnostics.CodeAnalysis;
using DenseEdge.Contracts;
using DenseEdge.Imaging;
using DenseEdge.Sdk.Inference;
using DenseEdge.Sdk.Postprocess;

namespace DenseEdge.Sdk.Results;

/// <summary>The distance of every pixel. 0 marks a pixel without one. Valid until the prediction is disposed; then every member
/// throws <see cref="ObjectDisposedException"/>.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "A view on a frame; nobody compares views.")]
public readonly struct DepthResult
{
    private readonly PredictionHandle _handle;

    internal DepthResult(PredictionHandle handle) => _handle = handle;

    /// <summary>Height in pixels.</summary>
    public int Height => _handle.Slot.Model.OutputHeight;

    /// <summary>Width in pixels.</summary>
    public int Width => _handle.Slot.Model.OutputWidth;

    /// <summary>Whether <see cref="Meters"/> are metres, as the model's metadata say.</summary>
    /// <value>False for a model that knows distances only up to a factor: then they can be compared within one frame, but not
    /// with a distance in the world.</value>
    public bool IsMetric => _handle.Slot.Model.Find(TaskKind.Depth)!.IsMetric;

    /// <summary>Distances along the optical axis, [H, W], at least 0: in metres if <see cref="IsMetric"/>, otherwise in an
    /// unknown unit.</summary>
    public ReadOnlySpan2D<float> Meters => Map(_handle.Slot);

    /// <summary>Finds the smallest distance of a part of the map. One wrong pixel is enough to fool it; a low
    /// <see cref="PercentileMeters(double, PixelRectangle)"/> isn't fooled.</summary>
    /// <param name="region">The part; what lies outside of the map doesn't count.</param>
    /// <returns>The distance, or null if no pixel there has one.</returns>
    public float? NearestMeters(PixelRectangle region)
    {
        ReadOnlySpan2D<float> meters = Meters;
        return MeasuredDepth.Nearest(meters, region.Clip(meters.Height, meters.Width));
    }

    /// <summary>Finds a percentile of the whole map: the smallest distance that so many percent of the pixels don't
    /// exceed.</summary>
    /// <param name="percent">From 0, the nearest pixel, to 100, the farthest; 50 is the median.</param>
    /// <returns>The distance, or null if no pixel has one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is no percentage.</exception>
    public float? PercentileMeters(double percent) => PercentileMeters(percent, new PixelRectangle(0, 0, Width, Height));

    /// <summary>Finds a percentile of a part of the map.</summary>
    /// <param name="percent">From 0, the nearest pixel, to 100, the farthest; 50 is the median.</param>
    /// <param name="region">The part; what lies outside of the map doesn't count.</param>
    /// <returns>The distance, or null if no pixel there has one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is no percentage.</exception>
    public float? PercentileMeters(double percent, PixelRectangle region)
    {
        if (percent is not (>= 0 and <= 100))
        {
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "Expected a percentage from 0 to 100.");
        }

        ReadOnlySpan2D<float> meters = Meters;
        return MeasuredDepth.Percentile(meters, region.Clip(meters.Height, meters.Width), percent);
    }

    /// <summary>Counts the pixels that have a distance.</summary>
    public int CountMeasured() => MeasuredDepth.Count(Meters, new PixelRectangle(0, 0, Width, Height));

    /// <summary>Brings the distances to the size of the camera's frame.</summary>
    /// <param name="target">[H, W] of <see cref="DensePrediction.Geometry"/>'s camera; gets 0 where the nearest pixel has no
    /// distance.</param>
    /// <param name="resampling">How; bilinear leaves pixels without a distance out.</param>
    /// <exception cref="ArgumentException">The memory has another size.</exception>
    public void ResizeToCamera(Span<float> target, DepthResampling resampling = DepthResampling.Nearest)
    {
        PredictionSlot slot = _handle.Slot;
        switch (resampling)
        {
            case DepthResampling.Nearest:
                CameraResampling.Nearest(Map(slot), slot.Geometry, target);
                break;
            case DepthResampling.Bilinear:
                CameraResampling.Bilinear(Map(slot), slot.Geometry, above: 0, target);
                break;
            default:
                throw new ArgumentException(
                    $"Expected {DepthResampling.Nearest} or {DepthResampling.Bilinear}, got {resampling}.", nameof(resampling));
        }
    }

    private static ReadOnlySpan2D<float> Map(PredictionSlot slot)
        => new(slot.Buffers.Numbers[(int)TaskKind.Depth], slot.Model.OutputHeight, slot.Model.OutputWidth);
}
