namespace DenseEdge.Data.Transforms;

/// <summary>What happens to thin boundaries when <see cref="ResizeSample"/> makes a sample smaller.</summary>
public enum BoundaryDownscaling
{
    /// <summary>A pixel is a boundary if any of the source pixels under it is one. Lines stay whole.</summary>
    Max,

    /// <summary>A pixel takes the source pixel at its centre, as other labels do. Thin lines fall apart.</summary>
    Nearest,
}
