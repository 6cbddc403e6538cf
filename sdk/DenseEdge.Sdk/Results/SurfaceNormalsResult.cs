using System.Diagnostics.CodeAnalysis;
using DenseEdge.Contracts;
using DenseEdge.Sdk.Inference;

namespace DenseEdge.Sdk.Results;

/// <summary>The direction that the surface faces at every pixel. Valid until the prediction is disposed.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "A view on a frame; nobody compares views.")]
public readonly struct SurfaceNormalsResult
{
    private readonly PredictionSlot _slot;
    private readonly int _generation;

    internal SurfaceNormalsResult(PredictionSlot slot, int generation)
    {
        _slot = slot;
        _generation = generation;
    }

    /// <summary>Height in pixels.</summary>
    public int Height => _slot.Model.OutputHeight;

    /// <summary>Width in pixels.</summary>
    public int Width => _slot.Model.OutputWidth;

    /// <summary>Unit vectors in the camera frame (x right, y down, z forward), planar [3, H, W]: all x, then all y,
    /// then all z.</summary>
    /// <exception cref="ObjectDisposedException">The prediction was disposed.</exception>
    public ReadOnlySpan<float> Components
    {
        get
        {
            _slot.Require(_generation);
            return _slot.Buffers.Numbers[(int)TaskKind.SurfaceNormals];
        }
    }
}
