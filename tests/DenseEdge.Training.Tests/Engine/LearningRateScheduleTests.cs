using DenseEdge.Training.Engine;

namespace DenseEdge.Training.Tests.Engine;

public sealed class LearningRateScheduleTests
{
    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(0.05, 0.5 * 0.954885)]      // half of the warm-up: half of (1 - 0.05)^0.9
    [InlineData(0.1, 0.909533)]             // (1 - 0.1)^0.9
    [InlineData(0.5, 0.535887)]             // 0.5^0.9
    [InlineData(1.0, 0.0)]
    public void Factor_WithWarmUpOfATenth_RisesThenDecaysPolynomially(double progress, double expected) =>
        Assert.Equal(expected, new LearningRateSchedule(0.1, 0.9).Factor(progress), 4);
}
