using DenseEdge.Training.Losses;

namespace DenseEdge.Training.Tests.Losses;

public sealed class NormalCentroidsTests
{
    [Fact]
    public void SphericalKMeans_OfFortyBundles_FindsThem()
    {
        // Forty directions on a spiral around the sphere, each with three copies of other lengths nearby.
        float[] directions = Spiral(40);
        Random random = new(5);
        List<float> normals = [0, 0, 0];
        for (int copy = 0; copy < 3; copy++)
        {
            normals.AddRange(directions.Select(x => (x * (1 + copy)) + (float)((random.NextDouble() - 0.5) * 0.01)));
        }

        float[] centroids = NormalCentroids.SphericalKMeans([.. normals], 1);

        Assert.Equal(120, centroids.Length);
        for (int i = 0; i < 40; i++)
        {
            Assert.Equal(1, Dot(centroids, i, centroids, i), 1e-5);
            Assert.True(Enumerable.Range(0, 40).Max(j => Dot(directions, i, centroids, j)) > 0.9, $"direction {i}");
        }
    }

    [Fact]
    public void SphericalKMeans_WithOneSeedTwice_GivesEqualResults()
    {
        float[] normals = Spiral(300);
        Assert.Equal(NormalCentroids.SphericalKMeans(normals, 3), NormalCentroids.SphericalKMeans(normals, 3));
    }

    [Fact]
    public void SphericalKMeans_OfTooFewDirections_SaysHowMany()
    {
        float[] normals = [.. Enumerable.Range(0, 50).SelectMany(i => new[] { i % 2, 1f, 0f })];
        string message = Assert.Throws<ArgumentException>(() => NormalCentroids.SphericalKMeans(normals, 1)).Message;
        Assert.Contains("at least 40 different normals, got 2", message, StringComparison.Ordinal);
    }

    [Fact]
    public void SphericalKMeans_OfABrokenList_Throws()
        => Assert.Throws<ArgumentException>(() => NormalCentroids.SphericalKMeans(new float[121], 1));

    private static float[] Spiral(int count) =>
    [
        .. Enumerable.Range(0, count).SelectMany(i =>
        {
            double z = 1 - ((2 * i) + 1.0) / count;
            double angle = i * 2.399963;
            double radius = Math.Sqrt(1 - (z * z));
            return new[] { (float)(radius * Math.Cos(angle)), (float)(radius * Math.Sin(angle)), (float)z };
        }),
    ];

    private static double Dot(float[] left, int i, float[] right, int j)
        => Enumerable.Range(0, 3).Sum(axis => (double)left[(i * 3) + axis] * right[(j * 3) + axis]);
}
