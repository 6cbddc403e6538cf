using DenseEdge.Bundles.Golden;

namespace DenseEdge.Bundles.Tests.Golden;

public sealed class GoldenDistanceTests
{
    [Fact]
    public void ChangedLabels_OfOneInFour_IsAQuarter()
        => Assert.Equal(0.25, GoldenDistance.ChangedLabels([1, 2, 3, 4], [1, 2, 9, 4]));

    // |2.2 - 2| / 2 = 0.1 and |3 - 4| / 4 = 0.25; the pixel without a depth doesn't count.
    [Fact]
    public void RelativeDepth_WithAPixelWithout_LeavesItOut()
        => Assert.Equal(0.175, GoldenDistance.RelativeDepth([2, 0, 4], [2.2f, 5, 3]), 1e-7);

    [Fact]
    public void RelativeDepth_WithoutAnyDepth_IsNothing()
        => Assert.Equal(0, GoldenDistance.RelativeDepth([0, 0], [1, 2]));

    // Two pixels, planar: (1, 0, 0) against (0, 1, 0) is a right angle, (0, 0, 1) against (0, 0, 2) none.
    [Fact]
    public void MeanAngleDegrees_OfARightAngleAndNone_IsFortyFive()
        => Assert.Equal(45, GoldenDistance.MeanAngleDegrees([1, 0, 0, 0, 0, 1], [0, 0, 1, 0, 0, 2]), 1e-6);

    [Fact]
    public void MeanDifference_OfProbabilities_IsTheirMean()
        => Assert.Equal(0.2, GoldenDistance.MeanDifference([0.5f, 0.1f], [0.2f, 0.2f]), 1e-7);
}
