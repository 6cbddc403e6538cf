using DenseEdge.Quantization.Float16;

namespace DenseEdge.Quantization.Tests.Float16;

public sealed class MeanPreservingRoundingTests
{
    // FP16 numbers lie 2^-10 apart between 1 and 2.
    private const float Step = 1f / 1024;

    [Fact]
    public void Round_OfErrorsThatAddUp_TurnsTheWeightNearestToTheMiddle()
    {
        // Nearest: 1, 1, 1, and the channel shifts by -(0.4 + 0.3 + 0.2) steps. Up with the first: by +0.1 steps.
        float[] weights = [1 + (0.4f * Step), 1 + (0.3f * Step), 1 + (0.2f * Step)];

        Half[] rounded = MeanPreservingRounding.Round(weights, [1.0, 1.0, 1.0], [], 1);

        Assert.Equal([(Half)(1 + Step), (Half)1, (Half)1], rounded);
    }

    [Fact]
    public void Round_WithMeans_WeighsTheErrorsByThem()
    {
        // The first weight lies nearest to the middle, but its input is 0 on average: it can't make up for the others. Their
        // shift is -0.75 steps; the second turned up makes it +0.25.
        float[] weights = [1 + (0.49f * Step), 1 + (0.4f * Step), 1 + (0.35f * Step)];

        Half[] rounded = MeanPreservingRounding.Round(weights, [0.0, 1.0, 1.0], [], 1);

        Assert.Equal([(Half)1, (Half)(1 + Step), (Half)1], rounded);
    }

    [Fact]
    public void Round_MakesUpForTheRoundingOfTheBias()
    {
        // The bias loses 0.4 steps of 2^-6 at 16; a weight of mean 16 turned up gives one step of 2^-10 · 16 = 2^-6 back.
        float bias = 16 + (0.4f / 64);

        Half[] rounded = MeanPreservingRounding.Round([1 + (0.2f * Step)], [16.0], [bias], 1);

        Assert.Equal((Half)(1 + Step), rounded[0]);
    }

    [Fact]
    public void Round_OfExactWeights_ChangesNothing()
    {
        Half[] rounded = MeanPreservingRounding.Round([1, 0.5f, -3, 0, 2, 0.25f], [1.0, 1.0, 1.0], [16.003f, 0.1f], 2);

        Assert.Equal([(Half)1, (Half)0.5f, (Half)(-3), (Half)0, (Half)2, (Half)0.25f], rounded);
    }
}
