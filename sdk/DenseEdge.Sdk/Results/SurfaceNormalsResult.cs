using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using DenseEdge.Contracts;
using DenseEdge.Sdk.Inference;

namespace DenseEdge.Sdk.Results;

/// <summary>The direction that the surface faces at every pixel, in the camera frame: x right, y down, z forward. Valid until the
/// prediction is disposed; then every member throws <see cref="ObjectDisposedException"/>.</summary>
[SuppressMessage("Performance", "CA1815", Justification = "A view on a frame; nobody compares views.")]
public readonly struct SurfaceNormalsResult
{
    private readonly PredictionHandle _handle;

    internal SurfaceNormalsResult(PredictionHandle handle) => _handle = handle;

    /// <summary>Height in pixels.</summary>
    public int Height => _handle.Slot.Model.OutputHeight;

    /// <summary>Width in pixels.</summary>
    public int Width => _handle.Slot.Model.OutputWidth;

    /// <summary>Unit vectors, planar [3, H, W]: all x, then all y, then all z.</summary>
    public ReadOnlySpan<float> Components => _handle.Slot.Buffers.Numbers[(int)TaskKind.SurfaceNormals];

    /// <summary>The components to the right, [H, W].</summary>
    public ReadOnlySpan2D<float> X => Plane(0);

    /// <summary>The components downwards, [H, W]: −1 on a floor under a level camera.</summary>
    public ReadOnlySpan2D<float> Y => Plane(1);

    /// <summary>The components forward, [H, W]: −1 on a wall that faces the camera.</summary>
    public ReadOnlySpan2D<float> Z => Plane(2);

    /// <summary>Gets the unit vector of a pixel.</summary>
    /// <param name="y">Row, from 0 at the top.</param>
    /// <param name="x">Column, from 0 at the left.</param>
    /// <exception cref="ArgumentOutOfRangeException">It lies outside the map.</exception>
    [SuppressMessage("Design", "CA1043", Justification = "Row and column are what a map is indexed by.")]
    public Vector3 this[int y, int x] => new(X[y, x], Y[y, x], Z[y, x]);

    private ReadOnlySpan2D<float> Plane(int index)
    {
        PredictionSlot slot = _handle.Slot;
        (int height, int width) = (slot.Model.OutputHeight, slot.Model.OutputWidth);
        float[] components = slot.Buffers.Numbers[(int)TaskKind.SurfaceNormals]!;
        return new ReadOnlySpan2D<float>(components.AsSpan(index * height * width, height * width), height, width);
    }
}
