using DenseEdge.Contracts;
using DenseEdge.Training.Contrast;

namespace DenseEdge.Training.Tests.Contrast;

public sealed class TripletSelectionTests
{
    private static readonly LabelDistance Depth = LabelDistance.For(TaskKind.Depth, new ContrastOptions());

    [Fact]
    public void ByThresholds_PrefersANegativeBetweenThePositiveAndTheMargin()
    {
        // Pixel 1 is the only positive of pixel 0; of the negatives 2, 3 and 4 only 3 lies within the margin behind it.
        SourceLabels labels = new(TaskKind.SemanticSegmentation, 1, new bool[5], [7, 7, 1, 2, 3], []);
        float[] features = new float[25];
        (features[1], features[2], features[3], features[4]) = (0.5f, 0.4f, 0.6f, 0.9f);

        for (int seed = 0; seed < 20; seed++)
        {
            TripletList triplets = TripletSelection.ByThresholds(
                All(5), labels, LabelDistance.For(TaskKind.SemanticSegmentation, new ContrastOptions()), [features], 0.3, new Random(seed));

            Assert.Equal((0L, 1L, 3L), (triplets.Anchors[0], triplets.Positives[0], triplets.Negatives[0]));
        }
    }

    [Fact]
    public void ByThresholds_WithoutASemiHardNegative_TakesAnyNegative()
    {
        SourceLabels labels = new(TaskKind.Boundaries, 1, new bool[4], [1, 1, 0, 0], []);
        LabelDistance distance = LabelDistance.For(TaskKind.Boundaries, new ContrastOptions());
        HashSet<long> seen = [];
        for (int seed = 0; seed < 20; seed++)
        {
            // All distances are 0: no negative is farther away than the positive.
            TripletList triplets = TripletSelection.ByThresholds(All(4), labels, distance, [new float[16]], 0.3, new Random(seed));
            Assert.Equal(4, triplets.Count);
            seen.Add(triplets.Negatives[0]);
        }

        Assert.Equal([2L, 3L], seen.Order());
    }

    [Fact]
    public void ByThresholds_OfDepth_LeavesOutWhatIsNeitherNearNorFar()
    {
        // To the first: 4 % nearer (positive), 15 % (neither), 30 % (negative). The last has no positive.
        SourceLabels labels = new(TaskKind.Depth, 1, new bool[4], [], [1.00f, 1.04f, 1.15f, 1.30f]);

        TripletList triplets = TripletSelection.ByThresholds(All(4), labels, Depth, [new float[16]], 0.3, new Random(5));

        Assert.Equal([0L, 1L], triplets.Anchors);
        Assert.Equal([1L, 0L], triplets.Positives);
        Assert.Equal([3L, 3L], triplets.Negatives);
    }

    [Fact]
    public void ByThresholds_OfOneClassOnly_HasNoTriplet()
    {
        SourceLabels labels = new(TaskKind.Saliency, 1, new bool[3], [1, 1, 1], []);
        LabelDistance distance = LabelDistance.For(TaskKind.Saliency, new ContrastOptions());

        Assert.Equal(0, TripletSelection.ByThresholds(All(3), labels, distance, [new float[9]], 0.3, new Random(1)).Count);
    }

    [Fact]
    public void ByThresholds_OfTwoImages_StaysWithinEach()
    {
        SourceLabels labels = new(TaskKind.Saliency, 2, new bool[8], [0, 0, 1, 1, 0, 0, 1, 1], []);
        LabelDistance distance = LabelDistance.For(TaskKind.Saliency, new ContrastOptions());
        PixelDraw draw = new([0, 1, 2, 3, 4, 5, 6, 7], [0, 4, 8]);

        TripletList triplets = TripletSelection.ByThresholds(
            draw, labels, distance, [new float[16], new float[16]], 0.3, new Random(1));

        Assert.Equal(8, triplets.Count);
        Assert.All(Enumerable.Range(0, 8), i =>
        {
            Assert.Equal(triplets.Anchors[i] / 4, triplets.Positives[i] / 4);
            Assert.Equal(triplets.Anchors[i] / 4, triplets.Negatives[i] / 4);
            Assert.NotEqual(triplets.Anchors[i], triplets.Positives[i]);
        });
    }

    [Fact]
    public void ByOrder_TakesTheNearerLabelAsPositiveAndKeepsTheGap()
    {
        float[] depth = [0f, 0.3f, 0.7f, 1.5f, 1.55f];
        SourceLabels labels = new(TaskKind.Depth, 1, new bool[5], [], depth);
        int count = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            TripletList triplets = TripletSelection.ByOrder(All(5), labels, Depth, 0.2, new Random(seed));
            count += triplets.Count;
            for (int i = 0; i < triplets.Count; i++)
            {
                double near = Math.Abs(depth[triplets.Anchors[i]] - depth[triplets.Positives[i]]);
                double far = Math.Abs(depth[triplets.Anchors[i]] - depth[triplets.Negatives[i]]);
                Assert.True(far - near >= 0.2 - 1e-6, $"{near} and {far} are no further apart than that.");
                Assert.NotEqual(triplets.Anchors[i], triplets.Positives[i]);
            }
        }

        Assert.InRange(count, 80, 100);
    }

    private static PixelDraw All(int count) => new([.. Enumerable.Range(0, count).Select(i => (long)i)], [0, count]);
}
