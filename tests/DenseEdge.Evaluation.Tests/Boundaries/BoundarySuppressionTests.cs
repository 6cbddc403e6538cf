using DenseEdge.Evaluation.Boundaries;

namespace DenseEdge.Evaluation.Tests.Boundaries;

public sealed class BoundarySuppressionTests
{
    private const int Size = 31;

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0.05, 0.9987)]
    [InlineData(0.7071, 0.7071)]
    [InlineData(0.7071, -0.7071)]
    [InlineData(0.8944, 0.4472)]
    public void Apply_OnASoftStraightLine_KeepsOnlyItsMiddle(double normalX, double normalY)
    {
        float[] kept = BoundarySuppression.Apply(Ridge(normalX, normalY), Size, Size);

        for (int y = 8; y < Size - 8; y++)
        {
            for (int x = 8; x < Size - 8; x++)
            {
                double away = Math.Abs(((x - 15) * normalX) + ((y - 15) * normalY));
                if (away > 1)
                {
                    Assert.Equal(0, kept[(y * Size) + x]);
                }
                else if (away < 0.2)
                {
                    Assert.True(kept[(y * Size) + x] > 0.7, $"Expected the middle at {x}, {y} to stay.");
                }
            }
        }
    }

    [Fact]
    public void Apply_OnAnEvenMap_OnlyFadesTheBorder()
    {
        byte[] even = new byte[12 * 14];
        Array.Fill(even, (byte)255);

        float[] kept = BoundarySuppression.Apply(even, 12, 14);

        // Nothing is stronger than anything. Factor: distance from the border over 5, the product of both sides.
        Assert.Equal(0, kept[0]);
        Assert.Equal(0.2f * 0.4f, kept[14 + 2], 6);
        Assert.Equal(0.6f, kept[(5 * 14) + 3], 6);
        Assert.Equal(0.8f, kept[(6 * 14) + 9], 6);
        Assert.Equal(1, kept[(6 * 14) + 5], 6);
    }

    [Fact]
    public void Apply_OnAnImageThinnerThanTheBorder_FadesToItsMiddle()
    {
        byte[] even = [.. Enumerable.Repeat((byte)255, 6 * 20)];

        float[] kept = BoundarySuppression.Apply(even, 6, 20);

        Assert.Equal([0, 1 / 3f, 2 / 3f, 2 / 3f, 1 / 3f, 0], Enumerable.Range(0, 6).Select(y => kept[(y * 20) + 10]));
    }

    [Fact]
    public void TriangleFilter_OfASinglePixel_IsTheTriangle()
    {
        float[] map = new float[9 * 9];
        map[(4 * 9) + 4] = 1;

        float[] smooth = TriangleFilter.Apply(map, 9, 9, 2);

        Assert.Equal([0, 0, 3 / 81f, 6 / 81f, 9 / 81f, 6 / 81f, 3 / 81f, 0, 0],
            smooth.Skip(4 * 9).Take(9).Select(value => MathF.Round(value, 6)), (a, b) => MathF.Abs(a - b) < 1e-6f);
        Assert.Equal(1, smooth.Sum(), 5);
    }

    [Fact]
    public void TriangleFilter_AtTheBorder_MirrorsWithTheBorderPixel()
    {
        // Weights 1 2 1 over 4: (8 + 2·8 + 4) / 4 at the left end.
        float[] smooth = TriangleFilter.Apply([8, 4, 0], 1, 3, 1);
        Assert.Equal([7, 4, 1], smooth);
    }

    [Fact]
    public void Orientation_AcrossAVerticalLine_IsTheXAxis()
    {
        float[] values = [.. Ridge(1, 0).Select(value => value / 255f)];
        float angle = BoundaryOrientation.Estimate(values, Size, Size)[(15 * Size) + 15];
        Assert.Equal(0, Math.Sin(angle), 3);
    }

    [Fact]
    public void Orientation_WhereTheMixedDerivativeIsZero_IsTheXAxisAsInTheFormula()
    {
        // An exactly horizontal line: the angle across it would be π/2, but sign(0) = 0. Thinning deals with such lines.
        float[] values = [.. Ridge(0, 1).Select(value => value / 255f)];
        Assert.Equal(0, BoundaryOrientation.Estimate(values, Size, Size)[(15 * Size) + 15]);
    }

    [Fact]
    public void ToBytes_OfReferenceLogits_AreTheReferenceBytes()
    {
        if (ReferenceVectors.Read("transforms") is not { } arrays)
        {
            return;
        }

        float[] probabilities = [.. arrays["edge_png/logit"].ToSingles().Select(logit => 1 / (1 + MathF.Exp(-logit)))];
        Assert.Equal(arrays["edge_png/byte"].ToInt32s(), BoundaryQuantization.ToBytes(probabilities).Select(value => (int)value));
    }

    [Fact]
    public void ToBytes_OfProbabilities_CutsDecimalsOff() =>
        Assert.Equal([0, 0, 127, 254, 255], BoundaryQuantization.ToBytes([0, 0.0039f, 0.5f, 0.9999f, 1]));

    [Theory]
    [InlineData(1.01f)]
    [InlineData(-0.01f)]
    [InlineData(float.NaN)]
    public void ToBytes_OfNoProbability_NamesItsPosition(float value)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => BoundaryQuantization.ToBytes([0.5f, value]));
        Assert.Contains("position 1", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Ridge(double normalX, double normalY)
    {
        byte[] map = new byte[Size * Size];
        for (int i = 0; i < map.Length; i++)
        {
            double away = Math.Abs(((i % Size) - 15) * normalX + ((i / Size) - 15) * normalY);
            map[i] = (byte)(200 * Math.Exp(-away * away / 4.5));
        }

        return map;
    }
}
