using DenseEdge.Evaluation.Boundaries;
using DenseEdge.Imaging;

namespace DenseEdge.Evaluation.Tests.Boundaries;

public sealed class BoundaryScoreTests
{
    [Fact]
    public void Scores_OfTwoImagesAndThreeThresholds_AreTheHandComputedValues()
    {
        BoundaryScore score = new([0.2, 0.5, 0.8]);
        score.Add(new BoundaryCounts([8, 6, 1], [10, 10, 10], [8, 6, 1], [20, 8, 1]));
        score.Add(new BoundaryCounts([9, 4, 0], [10, 10, 10], [9, 4, 0], [12, 5, 0]));

        // Sums: matched 17, 10, 1 of 20 true and of 32, 13, 1 predicted.
        Assert.Equal([17 / 32.0, 10 / 13.0, 1], score.Precision);
        Assert.Equal([17 / 20.0, 10 / 20.0, 1 / 20.0], score.Recall);
        Assert.Equal(34 / 52.0, score.OdsF, 12);
        Assert.Equal(0.2, score.BestThreshold);

        // Image 1 is best at 0.5 (12/18), image 2 at 0.2 (18/22): 15 of 20 true, 15 of 20 predicted.
        Assert.Equal(0.75, score.OisF, 12);
        Assert.Equal(2, score.ImageCount);
    }

    [Fact]
    public void OisF_OfAnImageWithTwoEquallyGoodThresholds_TakesTheLower()
    {
        BoundaryScore score = new([0.3, 0.6]);
        score.Add(new BoundaryCounts([5, 4], [10, 10], [5, 4], [10, 6])); // F is 1/2 at both
        score.Add(new BoundaryCounts([10, 10], [10, 10], [10, 10], [10, 10]));

        Assert.Equal(15 / 20.0, score.OisF, 12);
    }

    [Fact]
    public void AveragePrecision_OfAStraightCurve_IsTheAreaUnderIt()
    {
        BoundaryScore score = new([0.2, 0.5]);
        score.Add(new BoundaryCounts([8, 2], [10, 10], [8, 2], [16, 2]));

        // From (0.2, 1) to (0.8, 0.5): 61 samples of mean 0.75, a hundredth each. Beyond 0.2 and 0.8 nothing is added.
        Assert.Equal(61 * 0.75 / 100, score.AveragePrecision, 12);
    }

    [Fact]
    public void AveragePrecision_OfOnePoint_IsZero()
    {
        BoundaryScore score = new([0.5]);
        score.Add(new BoundaryCounts([8], [10], [8], [16]));
        Assert.Equal(0, score.AveragePrecision);
    }

    [Fact]
    public void Scores_WithNothingPredicted_HavePrecisionOneAndRecallZero()
    {
        BoundaryScore score = new([0.5, 0.9]);
        score.Add(new BoundaryCounts([0, 0], [10, 0], [0, 0], [0, 0]));

        Assert.Equal([1, 1], score.Precision);
        Assert.Equal([0, 0], score.Recall);
        Assert.Equal((0, 0), (score.OdsF, score.OisF));
    }

    [Fact]
    public void Scores_WithNothingToFind_HavePrecisionZeroAndRecallOne()
    {
        BoundaryScore score = new([0.5]);
        score.Add(new BoundaryCounts([0], [0], [0], [4]));

        Assert.Equal((0, 1), (score.Precision[0], score.Recall[0]));
    }

    [Fact]
    public void Scores_OfTheReferenceCounts_AreTheReference()
    {
        if (ReferenceVectors.Read("ods_aggregation_UNOFFICIAL") is not { } arrays)
        {
            return;
        }

        BoundaryScore score = new();
        Assert.Equal(arrays["thresholds"].ToSingles(), score.Thresholds.Select(value => (float)value));
        for (int image = 0; image < arrays["cntR"].Shape[0]; image++)
        {
            score.Add(new BoundaryCounts(
                Row(arrays["cntR"], image), Row(arrays["sumR"], image), Row(arrays["cntP"], image), Row(arrays["sumP"], image)));
        }

        // The arrays come back as float32.
        AssertClose(arrays["precision"], score.Precision);
        AssertClose(arrays["recall"], score.Recall);
        AssertClose(arrays["f"], score.F);
        AssertClose(arrays["odsF"], [score.OdsF]);
        AssertClose(arrays["best_threshold"], [score.BestThreshold]);
    }

    [Fact]
    public void Counts_WithSeveralFaults_NameAll()
    {
        ArgumentException error =
            Assert.Throws<ArgumentException>(() => new BoundaryCounts([5], [4], [-1, 0], [2, 2]));

        Assert.Contains("matchedTruth[0] from 0 to truth[0] = 4, got 5", error.Message, StringComparison.Ordinal);
        Assert.Contains("matchedPredicted[0] from 0 to predicted[0] = 2, got -1", error.Message, StringComparison.Ordinal);
        Assert.Contains("got 1 and 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_WithAnotherNumberOfThresholds_NamesBoth()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => new BoundaryScore().Add(new BoundaryCounts([0], [1], [0], [1])));
        Assert.Contains("Expected counts at 101 thresholds, got 1", error.Message, StringComparison.Ordinal);
    }

    private static long[] Row(NpyArray array, int row)
    {
        int columns = array.Shape[1];
        return [.. array.ToInt32s().Skip(row * columns).Take(columns)];
    }

    private static void AssertClose(NpyArray expected, IReadOnlyList<double> actual)
    {
        float[] values = expected.ToSingles();
        Assert.Equal(values.Length, actual.Count);
        for (int i = 0; i < values.Length; i++)
        {
            Assert.Equal(values[i], actual[i], 1e-7);
        }
    }
}
