using DenseEdge.Contracts;
using DenseEdge.Search.Fronts;
using DenseEdge.Search.Latency;
using DenseEdge.Search.Space;

namespace DenseEdge.Search.Verification;

/// <summary>
/// The networks to choose from near a budget: the best points of the exact front around it, and everything that differs from one
/// of them in a single row. A front holds one network per latency; when that one turns out slower than predicted, the next best
/// is nearly always one of these.
/// </summary>
internal static class Candidates
{
    /// <summary>Costs are predictions: networks this much above the limit may turn out to be below it.</summary>
    private const double Allowance = 1.25;

    /// <summary>Finds candidates.</summary>
    /// <param name="space">The space.</param>
    /// <param name="costs">What networks cost.</param>
    /// <param name="table">What they are worth.</param>
    /// <param name="limitMicroseconds">About what they may cost.</param>
    /// <param name="frontPoints">How many points of the front below the limit are varied.</param>
    /// <returns>Each once, the best first; of equal ones the faster first. The front's fastest point is among them.</returns>
    public static IReadOnlyList<Candidate> Near(
        GenotypeSpace space, GenotypeCosts costs, RowTable table, double limitMicroseconds, int frontPoints)
    {
        Front front = ExactFront.Compute(space, costs, table);
        double most = limitMicroseconds * Allowance;
        int[][] bases = [.. front.Points.Where(point => point.LatencyMicroseconds <= limitMicroseconds)
            .TakeLast(frontPoints).Prepend(front.Fastest).Select(point => Rows(space, point.Genotype)),];
        HashSet<Genotype> seen = [];
        List<(Candidate Candidate, long Cost)> found = [];
        foreach (FrontPoint point in front.Points.Where(point => point.LatencyMicroseconds <= most))
        {
            Add(Rows(space, point.Genotype));
        }

        Add(bases[0]);
        foreach (int[] rows in bases)
        {
            for (int target = 0; target < rows.Length; target++)
            {
                int kept = rows[target];
                for (rows[target] = 0; rows[target] < space.RowCount(target); rows[target]++)
                {
                    Add(rows);
                }

                rows[target] = kept;
            }
        }

        return [.. found.OrderByDescending(entry => entry.Candidate.Utility).ThenBy(entry => entry.Cost).Select(entry => entry.Candidate)];

        void Add(int[] rows)
        {
            Genotype genotype = space.Genotype(rows);
            long cost = costs.Microseconds(genotype);
            if ((cost <= most || found.Count == 0) && seen.Add(genotype))
            {
                found.Add((new Candidate(genotype, rows.Select((row, target) => table[target, row]).Sum()), cost));
            }
        }
    }

    private static int[] Rows(GenotypeSpace space, Genotype genotype) => [.. space.Tasks.Select((target, index)
        => space.IndexOf(index, [.. space.Tasks.Select(source => genotype[target, source])]))];
}
