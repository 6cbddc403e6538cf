using DenseEdge.Data.Transforms;

namespace DenseEdge.Data.Tests.Transforms;

public sealed class BilinearPlaneTests
{
    [Fact]
    public void Resize_ToTwiceTheSize_MixesNeighboursByQuarters()
    {
        float[] scaled = BilinearPlane.Resize([0, 1, 4, 9], 2, 2, 4, 4);

        // Centres at -0.25 (border), 0.25, 0.75, 1.25 (border) along each side.
        Assert.Equal([0, 0.25f, 0.75f, 1], scaled[..4]);
        Assert.Equal([1, 1.5f, 2.5f, 3], scaled[4..8]);
        Assert.Equal([4, 5.25f, 7.75f, 9], scaled[12..]);
    }

    [Fact]
    public void Resize_ToTheSameSize_Copies()
    {
        float[] values = [3, 1, 2, 5, 4, 6];
        float[] scaled = BilinearPlane.Resize(values, 2, 3, 2, 3);
        Assert.Equal(values, scaled);
        Assert.NotSame(values, scaled);
    }

    [Fact]
    public void Resize_WithAnotherLength_NamesBoth()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => BilinearPlane.Resize([1, 2, 3], 2, 2, 4, 4));
        Assert.Contains("Expected 2x2 values, got 3", error.Message, StringComparison.Ordinal);
    }
}
