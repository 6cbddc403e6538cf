using System.Diagnostics.CodeAnalysis;
using DenseEdge.Contracts;
using DenseEdge.Sdk.Inference;

namespace DenseEdge.Sdk.Results;

/// <summary>The distance of every pixel. Valid until the prediction is disposed.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "A view on a frame; nobody compares views.")]
public readonly struct DepthResult
{
    private readonly PredictionSlot _slot;
    private readonly int _generation;

    internal DepthResult(PredictionSlot slot, int generation)
    {
        _slot = slot;
        _generation = generation;
    }

    /// <summary>Height in pixels.</summary>
    public int Height => _slot.Model.OutputHeight;

    /// <summary>Width in pixels.</summary>
    public int Width => _slot.Model.OutputWidth;

    /// <summary>Distances along the optical axis in metres, at least 0, row-major [H, W].</summary>
    /// <exception cref="ObjectDisposedException">The prediction was disposed.</exception>
    public ReadOnlySpan<float> Meters
    {
        get
        {
            _slot.Require(_generation);
            return _slot.Buffers.Numbers[(int)TaskKind.Depth];
        }
    }
}
