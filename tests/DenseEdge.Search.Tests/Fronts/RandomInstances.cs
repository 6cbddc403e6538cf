using DenseEdge.Contracts;
using DenseEdge.Search.Latency;
using DenseEdge.Search.Space;

namespace DenseEdge.Search.Tests.Fronts;

/// <summary>Random costs and worths, and the front by trying everything.</summary>
internal static class RandomInstances
{
    public static TaskKind[] AllTasks { get; } =
        [TaskKind.SemanticSegmentation, TaskKind.Depth, TaskKind.SurfaceNormals, TaskKind.Boundaries, TaskKind.HumanParts];

    public static GenotypeCosts Costs(Random random, int tasks)
    {
        long[,,] pairs = new long[tasks, tasks, 5];
        for (int target = 0; target < tasks; target++)
        {
            for (int source = 0; source < tasks; source++)
            {
                for (int context = 1; context < 5; context++)
                {
                    pairs[target, source, context] = random.Next(100, 2000);
                }
            }
        }

        return new GenotypeCosts(
            random.Next(10_000),
            pairs,
            Draw(() => (long)random.Next(0, 300), tasks),
            Draw(() => (long)random.Next(0, 9000), tasks));
    }

    public static RowTable Table(Random random, GenotypeSpace space)
    {
        // Worth by pairs and a little per row, as tables are that were measured.
        double[][][] pairs = [.. space.Tasks.Select(_ => space.Tasks
            .Select(_ => Draw(random.NextDouble, 5).Select((worth, context) => context == 0 ? 0 : worth).ToArray()).ToArray())];
        return new RowTable(space, [.. space.Tasks.Select((_, target) => Enumerable.Range(0, space.RowCount(target))
            .Select(row => space.Row(target, row).Select((context, source) => pairs[target][source][(int)context]).Sum()
                + (0.05 * random.NextDouble())).ToArray())]);
    }

    /// <summary>Cost and worth of every genotype.</summary>
    public static List<(long Cost, double Value)> Everything(GenotypeSpace space, GenotypeCosts costs, RowTable table)
    {
        List<(long, double)> all = [];
        Walk([], 0);
        return all;

        void Walk(int[] rows, double value)
        {
            if (rows.Length == space.Tasks.Count)
            {
                all.Add((costs.Microseconds(space.Genotype(rows)), value));
                return;
            }

            for (int row = 0; row < space.RowCount(rows.Length); row++)
            {
                Walk([.. rows, row], value + table[rows.Length, row]);
            }
        }
    }

    /// <summary>What nothing else beats.</summary>
    public static List<(long Cost, double Value)> Unbeaten(IEnumerable<(long Cost, double Value)> all)
    {
        List<(long, double)> front = [];
        double reached = double.NegativeInfinity;
        foreach ((long cost, double value) in all.OrderBy(point => point.Cost).ThenByDescending(point => point.Value))
        {
            if (value > reached)
            {
                front.Add((cost, value));
                reached = value;
            }
        }

        return front;
    }

    private static T[] Draw<T>(Func<T> draw, int count) => [.. Enumerable.Range(0, count).Select(_ => draw())];
}
