using DenseEdge.Evaluation.Boundaries;

namespace DenseEdge.Evaluation.Tests.Boundaries;

public sealed class PixelAssignmentTests
{
    [Fact]
    public void Change_WhereTheNearestPartnerWouldCostAPair_TakesTheFarOne()
    {
        // One row: true at 2 and 4, predicted at 4 and 6, reach 2. Greedy pairs 4 with 4 and leaves 6 and 2 alone.
        PixelGraph graph = PixelGraph.Build([4, 6], [2, 4], 1, 9, 2);
        PixelAssignment assignment = new(graph);

        assignment.Change([], [0, 1]);

        Assert.Equal(2, assignment.PairCount);
        Assert.Equal(400, assignment.TotalCost);
        Assert.Equal((2, 3), (assignment.Partner(0), assignment.Partner(1)));
    }

    [Fact]
    public void Change_WithTwoOnePixelApart_TakesTheCheaperAssignment()
    {
        // Predicted at 0 and 1, true at 1 and 2: straight costs 1 + 1, crossed 2 + 0. Both are cheapest: 200.
        // Predicted (0, 0) and (0, 1), true (1, 0) and (0, 2): √1 + √1 = 2 against √4 + √2.
        PixelAssignment line = new(PixelGraph.Build([0, 1], [1, 2], 1, 4, 3));
        line.Change([], [0, 1]);
        PixelAssignment corner = new(PixelGraph.Build([0, 1], [4, 2], 2, 4, 3));
        corner.Change([], [0, 1]);

        Assert.Equal((2, 200L), (line.PairCount, line.TotalCost));
        Assert.Equal((2, 200L), (corner.PairCount, corner.TotalCost));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.99, 1)]
    [InlineData(1, 2)]
    [InlineData(1.41, 2)]
    [InlineData(1.4143, 3)]
    public void Build_WithAReach_JoinsPixelsUpToIt(double reach, int arcs)
    {
        // From the centre of 3x3 to itself, its right and its lower right neighbour.
        PixelGraph graph = PixelGraph.Build([4], [4, 5, 8], 3, 3, reach);
        Assert.Equal(arcs, graph.Start[1]);
        Assert.Equal(2 * arcs, graph.Target.Length);
    }

    [Fact]
    public void Change_OnThousandsOfSmallMaps_IsAsGoodAsTryingEverything()
    {
        Random random = new(11);
        for (int trial = 0; trial < 4000; trial++)
        {
            (int height, int width) = (random.Next(1, 6), random.Next(1, 6));
            double reach = random.NextDouble() * 4;
            int[] predicted = Some(random, height * width, 8);
            int[] truth = Some(random, height * width, 8);
            PixelGraph graph = PixelGraph.Build(predicted, truth, height, width, reach);
            PixelAssignment assignment = new(graph);
            bool[] present = new bool[predicted.Length];
            for (int change = 0; change < 4; change++)
            {
                Flip(random, assignment, present);
                long expected = DenseAssignment.BestByAllSubsets(
                    Costs(predicted, present, truth, width, reach), graph.OutlierCost);
                Assert.Equal(expected, ((long)assignment.PairCount * graph.OutlierCost) - assignment.TotalCost);
                AssertConsistent(graph, assignment, present);
            }
        }
    }

    [Fact]
    public void Change_OnMediumMaps_IsAsGoodAsADenseHungarianMethod()
    {
        Random random = new(12);
        for (int trial = 0; trial < 25; trial++)
        {
            (int height, int width) = (random.Next(8, 24), random.Next(8, 24));
            double reach = 1 + (random.NextDouble() * 6);
            int[] predicted = Some(random, height * width, 70);
            int[] truth = Some(random, height * width, 70);
            PixelGraph graph = PixelGraph.Build(predicted, truth, height, width, reach);
            PixelAssignment assignment = new(graph);
            bool[] present = new bool[predicted.Length];
            for (int change = 0; change < 3; change++)
            {
                Flip(random, assignment, present);
                long expected = DenseAssignment.BestByDenseHungarian(
                    Costs(predicted, present, truth, width, reach), graph.OutlierCost);
                Assert.Equal(expected, ((long)assignment.PairCount * graph.OutlierCost) - assignment.TotalCost);
                AssertConsistent(graph, assignment, present);
            }
        }
    }

    [Fact]
    public void Change_OnLargeMaps_FindsAsManyPairsAsThereCanBe()
    {
        Random random = new(13);
        for (int trial = 0; trial < 6; trial++)
        {
            (int height, int width) = (90, 110);
            double reach = 2 + trial;
            int[] predicted = Some(random, height * width, 1200);
            int[] truth = Some(random, height * width, 900);
            PixelAssignment assignment = new(PixelGraph.Build(predicted, truth, height, width, reach));
            bool[] present = new bool[predicted.Length];
            for (int change = 0; change < 4; change++)
            {
                Flip(random, assignment, present);
                IReadOnlyList<int>[] partners = [.. Enumerable.Range(0, predicted.Length).Select(p => (IReadOnlyList<int>)(present[p]
                    ? [.. Enumerable.Range(0, truth.Length).Where(t => Squared(predicted[p], truth[t], width) <= reach * reach)]
                    : []))];
                Assert.Equal(DenseAssignment.LargestMatching(partners, truth.Length), assignment.PairCount);
            }
        }
    }

    private static int[] Some(Random random, int count, int most)
    {
        int[] all = [.. Enumerable.Range(0, count)];
        random.Shuffle(all);
        return all[..Math.Min(count, random.Next(most / 2, most + 1))];
    }

    private static void Flip(Random random, PixelAssignment assignment, bool[] present)
    {
        List<int> leaving = [];
        List<int> coming = [];
        double share = random.NextDouble();
        for (int node = 0; node < present.Length; node++)
        {
            if (random.NextDouble() < share)
            {
                (present[node] ? leaving : coming).Add(node);
                present[node] = !present[node];
            }
        }

        assignment.Change(leaving, coming);
    }

    private static int[,] Costs(int[] predicted, bool[] present, int[] truth, int width, double reach)
    {
        int[] rows = [.. predicted.Where((_, node) => present[node])];
        int[,] cost = new int[rows.Length, truth.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < truth.Length; j++)
            {
                double squared = Squared(rows[i], truth[j], width);
                cost[i, j] = squared <= reach * reach
                    ? (int)Math.Round(Math.Sqrt(squared) * PixelGraph.UnitsPerPixel)
                    : DenseAssignment.Forbidden;
            }
        }

        return cost;
    }

    private static double Squared(int first, int second, int width)
    {
        (int dy, int dx) = ((first / width) - (second / width), (first % width) - (second % width));
        return (dy * dy) + (dx * dx);
    }

    private static void AssertConsistent(PixelGraph graph, PixelAssignment assignment, bool[] present)
    {
        int pairs = 0;
        for (int node = 0; node < graph.NodeCount; node++)
        {
            int partner = assignment.Partner(node);
            if (partner >= 0)
            {
                Assert.Equal(node, assignment.Partner(partner));
                Assert.True(node >= graph.PredictedCount || present[node]);
                pairs += node < graph.PredictedCount ? 1 : 0;
            }
        }

        Assert.Equal(pairs, assignment.PairCount);
    }
}
