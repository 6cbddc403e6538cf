using DenseEdge.Contracts;

namespace DenseEdge.Data.Tests.Transforms;

/// <summary>Makes samples of noise with every label, all different.</summary>
internal static class RandomSample
{
    public static DenseSample Make(int height, int width, int seed = 1)
    {
        Random random = new(seed);
        Rgb24Image image = new(height, width);
        random.NextBytes(image.Pixels);
        return new DenseSample
        {
            Id = "noise",
            Image = image,
            Segmentation = Labels(5),
            Depth = new DepthMap(height, width, Floats(1)),
            Normals = new NormalMap(height, width, Floats(3)),
            Boundaries = Labels(2),
            HumanParts = Labels(7),
            Saliency = Labels(2),
        };

        LabelMap Labels(int classes) =>
            new(height, width, [.. Enumerable.Range(0, height * width).Select(_ => (byte)random.Next(classes))]);

        float[] Floats(int planes) =>
            [.. Enumerable.Range(0, planes * height * width).Select(_ => (random.NextSingle() * 2) + 0.1f)];
    }

    /// <summary>Compares everything but the name, down to the last bit.</summary>
    public static void AssertEqual(DenseSample expected, DenseSample actual)
    {
        Assert.Equal((expected.Image.Height, expected.Image.Width), (actual.Image.Height, actual.Image.Width));
        Assert.True(expected.Image.Pixels.SequenceEqual(actual.Image.Pixels), "The images differ.");
        Assert.Equal(expected.Segmentation?.Labels, actual.Segmentation?.Labels);
        Assert.Equal(expected.Depth?.Meters, actual.Depth?.Meters);
        Assert.Equal(expected.Normals?.Components, actual.Normals?.Components);
        Assert.Equal(expected.Boundaries?.Labels, actual.Boundaries?.Labels);
        Assert.Equal(expected.HumanParts?.Labels, actual.HumanParts?.Labels);
        Assert.Equal(expected.Saliency?.Labels, actual.Saliency?.Labels);
    }
}
