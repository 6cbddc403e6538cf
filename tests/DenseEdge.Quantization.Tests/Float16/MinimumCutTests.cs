using DenseEdge.Quantization.Float16;

namespace DenseEdge.Quantization.Tests.Float16;

public sealed class MinimumCutTests
{
    [Fact]
    public void SinkSide_OfAChain_CutsTheCheapestEdge()
    {
        MinimumCut cut = new();
        int a = cut.AddVertex(), b = cut.AddVertex();
        cut.AddEdge(MinimumCut.Source, a, 5);
        cut.AddEdge(a, b, 2);
        cut.AddEdge(b, MinimumCut.Sink, 4);

        Assert.Equal([false, true, false, true], cut.SinkSide());
    }

    [Fact]
    public void SinkSide_OfEqualCosts_StaysWithTheSource()
    {
        MinimumCut cut = new();
        int a = cut.AddVertex();
        cut.AddEdge(MinimumCut.Source, a, 3);
        cut.AddEdge(a, MinimumCut.Sink, 3);

        Assert.Equal([false, true, false], cut.SinkSide());
    }

    [Fact]
    public void SinkSide_OfSmallRandomGraphs_CostsAsLittleAsTheBestOfAllDivisions()
    {
        Random random = new(7);
        for (int round = 0; round < 200; round++)
        {
            const int Inner = 5;
            List<(int From, int To, long Capacity)> edges = [];
            MinimumCut cut = new();
            for (int i = 0; i < Inner; i++)
            {
                cut.AddVertex();
            }

            for (int i = 0; i < 14; i++)
            {
                (int from, int to) = (random.Next(Inner + 2), random.Next(Inner + 2));
                if (from != to && from != MinimumCut.Sink && to != MinimumCut.Source)
                {
                    edges.Add((from, to, random.Next(1, 20)));
                    cut.AddEdge(from, to, edges[^1].Capacity);
                }
            }

            long best = Enumerable.Range(0, 1 << Inner).Min(division => Cost(
                edges, vertex => vertex == MinimumCut.Sink || (vertex >= 2 && (division >> (vertex - 2) & 1) == 1)));
            bool[] side = cut.SinkSide();

            Assert.Equal(best, Cost(edges, vertex => side[vertex]));
        }
    }

    private static long Cost(List<(int From, int To, long Capacity)> edges, Func<int, bool> isSinkSide)
        => edges.Where(edge => !isSinkSide(edge.From) && isSinkSide(edge.To)).Sum(edge => edge.Capacity);
}
