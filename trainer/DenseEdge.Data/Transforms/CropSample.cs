namespace DenseEdge.Data.Transforms;

/// <summary>Cuts a window out of a sample.</summary>
public static class CropSample
{
    /// <summary>Cuts one sample.</summary>
    /// <param name="sample">The sample; stays as it is.</param>
    /// <param name="window">The window; what it reaches beyond the right or lower border is left off, without
    /// padding.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window begins outside the image.</exception>
    public static DenseSample Apply(DenseSample sample, CropWindow window)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(window.Top, sample.Image.Height, nameof(window));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(window.Left, sample.Image.Width, nameof(window));
        int[] rows = PixelIndex.Window(window.Top, Math.Min(window.Height, sample.Image.Height - window.Top));
        int[] columns = PixelIndex.Window(window.Left, Math.Min(window.Width, sample.Image.Width - window.Left));
        return PixelGather.Sample(sample, PixelGather.Image(sample.Image, rows, columns, default), rows, columns);
    }
}
