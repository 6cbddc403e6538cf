using DenseEdge.Contracts;

namespace DenseEdge.Data.Transforms;

/// <summary>Scales, crops, mirrors and pads in one pass over the pixels of the result.</summary>
/// <remarks>
/// Gives the same bytes as <see cref="ScaleSample"/>, <see cref="CropSample"/>, <see cref="FlipSample"/> and
/// <see cref="PadSample"/> one after the other, but never makes the scaled sample, which may be four times as large as
/// the source: training waits for this.
/// </remarks>
public static class ScaleCropFlip
{
    /// <summary>Transforms one sample.</summary>
    /// <param name="sample">The sample; stays as it is.</param>
    /// <param name="factor">The scale, above 0; see <see cref="ScaleSample"/>.</param>
    /// <param name="window">The window in the scaled sample.</param>
    /// <param name="mirrored">Whether the window is mirrored left to right.</param>
    /// <param name="height">The height of the result; a smaller window is padded to it.</param>
    /// <param name="width">The width of the result; a smaller window is padded to it.</param>
    /// <param name="color">The colour of the padding.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is 0 or less, or the window leaves the scaled
    /// sample.</exception>
    public static DenseSample Apply(
        DenseSample sample, double factor, CropWindow window, bool mirrored, int height, int width, PadColor color)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(factor);
        Rgb24Image image = sample.Image;
        int scaledHeight = factor == 1 ? image.Height : ScaleSample.ScaledSize(image.Height, factor);
        int scaledWidth = factor == 1 ? image.Width : ScaleSample.ScaledSize(image.Width, factor);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(window.Top + window.Height, scaledHeight, nameof(window));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(window.Left + window.Width, scaledWidth, nameof(window));

        int[] rows = PixelIndex.Pad(PixelIndex.Window(window.Top, window.Height), height);
        int[] columns = PixelIndex.Pad(PixelIndex.Window(window.Left, window.Width, mirrored), width);
        Rgb24Image scaled = BilinearImage.ToBytes(
            image,
            BilinearTaps.At(image.Height, scaledHeight, rows),
            BilinearTaps.At(image.Width, scaledWidth, columns),
            color);
        return PixelGather.Sample(
            sample,
            scaled,
            PixelIndex.Compose(PixelIndex.Scale(image.Height, scaledHeight), rows),
            PixelIndex.Compose(PixelIndex.Scale(image.Width, scaledWidth), columns),
            (float)factor,
            mirrored);
    }
}
