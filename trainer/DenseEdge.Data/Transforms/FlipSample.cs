namespace DenseEdge.Data.Transforms;

/// <summary>Mirrors a sample left to right. Normals change the sign of their x, since they stand in the camera's
/// frame.</summary>
public static class FlipSample
{
    /// <summary>Mirrors one sample.</summary>
    /// <param name="sample">The sample; stays as it is.</param>
    public static DenseSample Apply(DenseSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        int[] rows = PixelIndex.Window(0, sample.Image.Height);
        int[] columns = PixelIndex.Window(0, sample.Image.Width, backwards: true);
        return PixelGather.Sample(
            sample, PixelGather.Image(sample.Image, rows, columns, default), rows, columns, mirrored: true);
    }
}
