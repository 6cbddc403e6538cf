using DenseEdge.Evaluation.Boundaries;

namespace DenseEdge.Evaluation.Tests.Boundaries;

public sealed class BoundaryBenchmarkTests
{
    private const int Height = 60;
    private const int Width = 80; // diagonal 100: a MaxDistance of 0.02 is 2 pixels

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 0)]
    public void Score_OfALineThatIsShifted_IsOneUpToTheTolerance(int shift, double expected)
    {
        using BoundaryBenchmark benchmark = new(new BoundaryBenchmarkOptions { MaxDistance = 0.02 });

        benchmark.Add(Column(40 + shift, 200), Column(40, 1), Height, Width);

        // The line reaches the border, where the prediction fades: at low thresholds all but the outermost row is there.
        BoundaryScore score = benchmark.Score();
        Assert.Equal(expected, score.OdsF, 0.02);
        Assert.Equal(expected, score.OisF, 0.02);
        Assert.Equal(1, score.ImageCount);
    }

    [Fact]
    public void Count_OfALineAndHalfAsMuchNoise_IsTheHandComputedValue()
    {
        // 50 true pixels; found: the same 50, at strength 200, and 25 far away, at strength 100.
        byte[] prediction = new byte[Height * Width];
        bool[] truth = new bool[Height * Width];
        for (int y = 5; y < 55; y++)
        {
            prediction[(y * Width) + 20] = 200;
            truth[(y * Width) + 20] = true;
            prediction[(y * Width) + 60] = y < 30 ? (byte)100 : (byte)0;
        }

        BoundaryCounts counts = BoundaryMatching.Count(
            prediction, truth, [], Height, Width, new BoundaryBenchmarkOptions { Thresholds = [0.3, 0.5, 0.9], MaxDistance = 0.03 });

        Assert.Equal([50, 50, 50], counts.Truth);
        Assert.Equal([75, 50, 0], counts.Predicted);
        Assert.Equal([50, 50, 0], counts.MatchedTruth);
        Assert.Equal(counts.MatchedTruth, counts.MatchedPredicted);
    }

    [Fact]
    public void Count_WithIgnoredPixels_NeitherPredictsNorLooksForThem()
    {
        byte[] prediction = Column(40, 200);
        byte[] truth = Column(40, 1);
        for (int i = 0; i < truth.Length / 2; i++)
        {
            truth[i] = 255;
        }

        using BoundaryBenchmark benchmark = new(new BoundaryBenchmarkOptions { Thresholds = [0.5] });
        benchmark.Add(prediction, truth, Height, Width);

        // 30 true pixels below; of these the lowest 3 fade below 0.5 (200/255 · 0, 0.2, 0.4, but 0.6 · 0.78 is below too).
        Assert.Equal(26 / 30.0, benchmark.Score().Recall[0], 12);
        Assert.Equal(1, benchmark.Score().Precision[0]);
    }

    [Fact]
    public void Count_OnNoise_AgreesWithEachThresholdOnItsOwn()
    {
        Random random = new(5);
        byte[] prediction = Soft(random);
        bool[] truth = BoundaryTruth.FromMap([.. Soft(random).Select(value => value > 120 ? (byte)1 : (byte)0)], Height, Width);
        BoundaryBenchmarkOptions options = new() { MaxDistance = 0.03 };

        BoundaryCounts counts = BoundaryMatching.Count(prediction, truth, [], Height, Width, options);

        for (int t = 0; t < options.Thresholds.Count; t += 10)
        {
            (long predicted, long matched) = Plainly(prediction, truth, options.Thresholds[t], 3);
            Assert.Equal((predicted, matched), (counts.Predicted[t], counts.MatchedTruth[t]));
        }

        Assert.True(counts.MatchedTruth[0] > 50, "Expected a case in which something matches.");
    }

    [Fact]
    public void Score_OfSeveralImages_DoesNotDependOnTheNumberOfThreads()
    {
        Assert.Equal(Run(1), Run(4));

        static (double, double, double) Run(int threads)
        {
            Random random = new(6);
            using BoundaryBenchmark benchmark = new(new BoundaryBenchmarkOptions(), threads);
            for (int image = 0; image < 6; image++)
            {
                benchmark.Add(Soft(random), [.. Soft(random).Select(value => value > 130 ? (byte)1 : (byte)0)], Height, Width);
            }

            BoundaryScore score = benchmark.Score();
            return (score.OdsF, score.OisF, score.AveragePrecision);
        }
    }

    [Fact]
    public void AddLabels_OfTwoRegions_MatchesTheLineBetweenThem()
    {
        int[] labels = [.. Enumerable.Range(0, Height * Width).Select(i => i % Width < 40 ? 3 : 700)];
        using BoundaryBenchmark benchmark = new(new BoundaryBenchmarkOptions { MaxDistance = 0.005 });

        benchmark.AddLabels(Column(39, 200), labels, Height, Width);

        Assert.Equal(1, benchmark.Score().OdsF, 0.02);
    }

    [Fact]
    public void Options_WithSeveralFaults_NameAll()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => new BoundaryBenchmarkOptions { MaxDistance = 1.1, Thresholds = [0.5, 0.4] }.Validated());
        Assert.Contains("MaxDistance from 0 to 0.5 of the diagonal, got 1.1", error.Message, StringComparison.Ordinal);
        Assert.Contains("rising thresholds", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Column(int x, byte value)
    {
        byte[] map = new byte[Height * Width];
        for (int y = 0; y < Height; y++)
        {
            map[(y * Width) + x] = value;
        }

        return map;
    }

    private static byte[] Soft(Random random)
    {
        float[] noise = [.. Enumerable.Range(0, Height * Width).Select(_ => (float)random.NextDouble())];
        float[] smooth = TriangleFilter.Apply(noise, Height, Width, 2);
        return [.. smooth.Select(value => (byte)Math.Clamp(((value - 0.5) * 900) + 100, 0, 255))];
    }

    private static (long Predicted, long Matched) Plainly(byte[] prediction, bool[] truth, double threshold, double reach)
    {
        float[] strength = BoundarySuppression.Apply(prediction, Height, Width);
        bool[] thinned = Thinning.Apply([.. strength.Select(value => value > (float)threshold)], Height, Width);
        int[] predicted = [.. Enumerable.Range(0, thinned.Length).Where(i => thinned[i])];
        int[] expected = [.. Enumerable.Range(0, truth.Length).Where(i => truth[i])];
        IReadOnlyList<int>[] partners = [.. predicted.Select(p => (IReadOnlyList<int>)[.. Enumerable.Range(0, expected.Length)
            .Where(t => Math.Pow((p / Width) - (expected[t] / Width), 2) + Math.Pow((p % Width) - (expected[t] % Width), 2) <= reach * reach)])];
        return (predicted.Length, DenseAssignment.LargestMatching(partners, expected.Length));
    }
}
