using DenseEdge.Quantization.Calibration;

namespace DenseEdge.Quantization.Tests.Calibration;

public sealed class ValueHistogramTests
{
    [Fact]
    public void Add_KnownValues_CountsThemInTheirBins()
    {
        ValueHistogram histogram = new();

        // 7 lies in [4, 8), so 4096 bins reach to 8: each is 8 / 4096 = 2^-9 wide.
        histogram.Add([7, 0, -0.5f, 1f / 512, 1f / 512], 7);

        Assert.Equal(-9, histogram.Exponent);
        Assert.Equal(1, histogram.Zeros);
        Assert.Equal(5, histogram.Count);
        Assert.Equal(1, histogram[7 * 512]);
        Assert.Equal(2, histogram[1]);
        Assert.Equal(1, histogram[-256]);
        Assert.Equal(0, histogram[0]);
        Assert.Equal(1, histogram.Magnitudes(255));
    }

    [Fact]
    public void Add_GreaterValuesLater_GivesTheBinsOfOnePass()
    {
        float[] values = Values(seed: 3, count: 1003);
        ValueHistogram onePass = new();
        onePass.Add(values, Magnitude(values));

        ValueHistogram growing = new();
        foreach (float[] chunk in values.OrderBy(Math.Abs).Chunk(17))
        {
            growing.Add(chunk, Magnitude(chunk));
        }

        AssertSame(onePass, growing);
    }

    /// <summary>A calibrator that drops what it flushed, as one that is in wide use does, sees the last part only.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void Merge_Parts_GivesTheBinsOfOnePass(int parts)
    {
        float[] values = Values(seed: 5, count: 980);
        ValueHistogram onePass = new();
        onePass.Add(values, Magnitude(values));

        ValueHistogram merged = new();
        foreach (float[] chunk in values.Chunk(values.Length / parts))
        {
            ValueHistogram part = new();
            part.Add(chunk, Magnitude(chunk));
            merged.Merge(part);
        }

        AssertSame(onePass, merged);
    }

    [Fact]
    public void Add_OnlyZeros_HasNoBins()
    {
        ValueHistogram histogram = new();
        histogram.Add(new float[9], 0);

        Assert.Null(histogram.Exponent);
        Assert.Equal(9, histogram.Zeros);
    }

    private static void AssertSame(ValueHistogram expected, ValueHistogram actual)
    {
        Assert.Equal(expected.Exponent, actual.Exponent);
        Assert.Equal(expected.Zeros, actual.Zeros);
        Assert.Equal(expected.Count, actual.Count);
        for (int index = -ValueHistogram.BinsPerSide; index < ValueHistogram.BinsPerSide; index++)
        {
            Assert.Equal(expected[index], actual[index]);
        }
    }

    // Both signs, some zeros, magnitudes over six decades.
    private static float[] Values(int seed, int count)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(i => i % 10 == 0
            ? 0
            : (float)((random.NextDouble() - 0.4) * Math.Pow(10, random.Next(-3, 4))))];
    }

    private static float Magnitude(float[] values) => values.Max(Math.Abs);
}
