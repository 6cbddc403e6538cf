using DenseEdge.Quantization.Calibration;
using DenseEdge.Quantization.Calibration.Ranges;

namespace DenseEdge.Quantization.Tests.Calibration;

public sealed class RangeRuleTests
{
    // A bin is at most 1/2048 of the greatest magnitude.
    private const double BinShare = 1.0 / 2048;

    [Fact]
    public void MinMax_KeepsTheWholeRangeAndZero()
    {
        ClippingRange range = new MinMaxRule().Find(Seen([2, 5, 3]), IntegerGrid.UnsignedAffine);

        Assert.Equal(new ClippingRange(0, 5), range);
    }

    [Theory]
    [InlineData(99, 990)]
    [InlineData(99.9, 999)]
    [InlineData(100, 1000)]
    public void Percentile_OfValuesAboveZero_CountsFromZero(double percent, double expected)
    {
        ClippingRange range = new PercentileRule(percent).Find(
            Seen([.. Enumerable.Range(1, 1000).Select(i => (float)i)]), IntegerGrid.UnsignedAffine);

        Assert.Equal(0, range.Low);
        Assert.Equal(expected, range.High, 1024 * BinShare);
    }

    [Fact]
    public void Percentile_OfBothSigns_LeavesHalfOutOnEachSide()
    {
        // −200 ... 800: half a percent of 1001 values on each side are five.
        ClippingRange range = new PercentileRule(99).Find(
            Seen([.. Enumerable.Range(-200, 1001).Select(i => (float)i)]), IntegerGrid.UnsignedAffine);

        Assert.Equal(-195, range.Low, 1.1);
        Assert.Equal(795, range.High, 1.1);
    }

    [Fact]
    public void Percentile_OnASymmetricGrid_CountsMagnitudes()
    {
        ClippingRange range = new PercentileRule(90).Find(
            Seen([.. Enumerable.Range(-500, 1000).Select(i => (float)i)]), IntegerGrid.SignedSymmetric);

        Assert.Equal(450, range.Magnitude, 1.1);
    }

    [Fact]
    public void MeanSquaredError_OfUniformValues_ClipsNothing()
    {
        ClippingRange range = new MeanSquaredErrorRule().Find(
            Seen([.. Enumerable.Range(1, 4000).Select(i => i / 4000f)]), IntegerGrid.UnsignedAffine);

        Assert.Equal(1, range.High, 0.011);
    }

    [Fact]
    public void MeanSquaredError_WithOneOutlier_ClipsItOnBothKindsOfGrid()
    {
        float[] values = [.. Enumerable.Range(1, 100_000).Select(i => i % 2 == 0 ? i / 100_000f : -i / 100_000f), 3];

        // The least of (3 − T)² / 100 000 + (T / 127)² / 12, and on the other grid of (3 − T)² / 100 000 + ((T + 1) / 255)² / 12.
        Assert.Equal(1.98, new MeanSquaredErrorRule().Find(Seen(values), IntegerGrid.SignedSymmetric).Magnitude, 0.07);
        ClippingRange affine = new MeanSquaredErrorRule().Find(Seen(values), IntegerGrid.UnsignedAffine);
        Assert.Equal(2.55, affine.High, 0.07);
        Assert.InRange(affine.Low, -1.01, -0.95);
    }

    [Fact]
    public void Entropy_WithOneOutlier_ClipsIt()
    {
        float[] values = [.. Enumerable.Range(1, 100_000).Select(i => i / 100_000f), 3];

        Assert.InRange(new EntropyRule().Find(Seen(values), IntegerGrid.SignedSymmetric).High, 0.98, 1.1);
    }

    [Fact]
    public void Entropy_OfUniformValues_ClipsNothing()
        => Assert.Equal(
            1,
            new EntropyRule().Find(
                Seen([.. Enumerable.Range(1, 100_000).Select(i => i / 100_000f)]), IntegerGrid.SignedSymmetric).High,
            0.02);

    [Theory]
    [MemberData(nameof(Methods))]
    public void Choose_ConstantTensor_RepresentsIt(CalibrationMethod method)
    {
        ChosenRange range = new RangeChooser(method, 99.99).Choose([Seen([3, 3, 3, 3])], IntegerGrid.UnsignedAffine);

        Assert.Equal(3, range.Parameters.Represent(3), 0.02);
        Assert.Equal(0, range.Parameters.ZeroPoint);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Choose_AllZeros_HasTheScaleFloor(CalibrationMethod method)
    {
        ChosenRange range = new RangeChooser(method, 99.99).Choose([Seen(new float[8])], IntegerGrid.TensorRt);

        Assert.Equal(MathF.Pow(2, -24), range.Parameters.Scale);
        Assert.Equal(0, range.Parameters.Represent(0));
    }

    [Fact]
    public void Choose_Auto_IsNoWorseThanAnyMethod()
    {
        float[] values = [.. Enumerable.Range(0, 20_000).Select(i => (float)Math.Pow(i / 20_000.0, 5) * (i % 3 - 1) * 40)];
        double auto = new RangeChooser(CalibrationMethod.Auto, 99.99).Choose([Seen(values)], IntegerGrid.TensorRt).SqnrDb;

        foreach (CalibrationMethod method in Enum.GetValues<CalibrationMethod>())
        {
            Assert.True(auto >= new RangeChooser(method, 99.99).Choose([Seen(values)], IntegerGrid.TensorRt).SqnrDb);
        }
    }

    public static TheoryData<CalibrationMethod> Methods() => [.. Enum.GetValues<CalibrationMethod>()];

    private static TensorStatistics Seen(float[] values)
    {
        TensorStatistics statistics = new("t", [values.Length]);
        statistics.Add(values);
        return statistics;
    }
}
