using System.Diagnostics.CodeAnalysis;
using DenseEdge.Contracts;
using DenseEdge.Sdk.Inference;
using DenseEdge.Sdk.Postprocess;

namespace DenseEdge.Sdk.Results;

/// <summary>A probability for every pixel. Valid until the prediction is disposed; then every member throws
/// <see cref="ObjectDisposedException"/>.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "A view on a frame; nobody compares views.")]
public readonly struct ProbabilityResult
{
    private readonly PredictionHandle _handle;
    private readonly TaskKind _task;

    internal ProbabilityResult(PredictionHandle handle, TaskKind task)
    {
        _handle = handle;
        _task = task;
    }

    /// <summary>Height in pixels.</summary>
    public int Height => _handle.Slot.Model.OutputHeight;

    /// <summary>Width in pixels.</summary>
    public int Width => _handle.Slot.Model.OutputWidth;

    /// <summary>Probabilities from 0 to 1, [H, W].</summary>
    public ReadOnlySpan2D<float> Probability => Map(_handle.Slot);

    /// <summary>Gets the share of the map's pixels that are likely enough, from 0 to 1.</summary>
    /// <param name="threshold">The smallest probability that counts.</param>
    public double ShareAbove(float threshold = 0.5f)
    {
        ReadOnlySpan<float> probability = Probability;
        int count = 0;
        foreach (float value in probability)
        {
            count += value >= threshold ? 1 : 0;
        }

        return (double)count / probability.Length;
    }

    /// <summary>Brings the probabilities to the size of the camera's frame, bilinearly.</summary>
    /// <param name="target">[H, W] of <see cref="DensePrediction.Geometry"/>'s camera.</param>
    /// <exception cref="ArgumentException">The memory has another size.</exception>
    public void ResizeToCamera(Span<float> target)
    {
        PredictionSlot slot = _handle.Slot;
        CameraResampling.Bilinear(Map(slot), slot.Geometry, above: float.NegativeInfinity, target);
    }

    private ReadOnlySpan2D<float> Map(PredictionSlot slot)
        => new(slot.Buffers.Numbers[(int)_task], slot.Model.OutputHeight, slot.Model.OutputWidth);
}
