namespace DenseEdge.Training.Backbones;

/// <summary>How torchvision and the authors of HRNet scale pixels: ImageNet's mean and deviation of values from 0 to 1.</summary>
internal static class ImageNetPixels
{
    private static readonly float[] Mean = [0.485f, 0.456f, 0.406f];
    private static readonly float[] Deviation = [0.229f, 0.224f, 0.225f];

    /// <summary>Factor of each of R, G and B, which are 0 to 255.</summary>
    public static IReadOnlyList<float> Scale { get; } = [.. Deviation.Select(deviation => 1 / (255 * deviation))];

    /// <summary>What is added to each of R, G and B after the factor.</summary>
    public static IReadOnlyList<float> Offset { get; } =
        [.. Mean.Zip(Deviation, (mean, deviation) => -mean / deviation)];
}
