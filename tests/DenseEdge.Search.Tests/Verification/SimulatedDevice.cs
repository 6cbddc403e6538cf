using DenseEdge.Contracts;
using DenseEdge.Search.Latency;
using DenseEdge.Search.Space;
using DenseEdge.Search.Verification;

namespace DenseEdge.Search.Tests.Verification;

/// <summary>A device whose latencies are additive up to a share that only measuring tells: it differs from network to network,
/// the more pairs the networks differ in, the more.</summary>
internal sealed class SimulatedDevice
{
    private static readonly TaskKind[] Tasks = [TaskKind.SemanticSegmentation, TaskKind.Depth, TaskKind.SurfaceNormals];

    private readonly GenotypeCosts _truth;
    private readonly double[] _pairEffects;
    private readonly double _deviation;
    private readonly int _seed;

    public SimulatedDevice(int seed, double deviation)
    {
        Random random = new(seed);
        (_seed, _deviation, Space, Terms) = (seed, deviation, new GenotypeSpace(Tasks), new LatencyTerms(Tasks));
        double[] truth = [5000 + random.Next(5000), .. Terms.Names.Skip(1).Select(name =>
            (double)random.Next(100, name.StartsWith("auxiliary", StringComparison.Ordinal) ? 1500 : 400))];
        _truth = Terms.Costs(truth);
        Prior = [.. truth.Select(value => value * (0.6 + (0.8 * random.NextDouble())))];
        _pairEffects = [.. Enumerable.Range(0, Tasks.Length * Tasks.Length * 5).Select(_ => random.NextDouble() - 0.5)];
        Table = new RowTable(Space, [.. Tasks.Select((_, target) =>
            Enumerable.Range(0, Space.RowCount(target)).Select(row => row == 0 ? 0 : random.NextDouble()).ToArray())]);
        Samples = [.. CalibrationDesign.Choose(Space, Terms, 30, seed).Select(genotype =>
            new LatencySample(genotype, Measure(genotype).MedianMicroseconds, 100))];
        Measurements = 0;
    }

    public GenotypeSpace Space { get; }

    public LatencyTerms Terms { get; }

    public RowTable Table { get; }

    public double[] Prior { get; }

    public IReadOnlyList<LatencySample> Samples { get; }

    public int Measurements { get; private set; }

    public BudgetSearch Search(VerificationOptions? options = null)
        => new(Space, Table, Terms, Prior, Samples, Measure, options);

    public MeasuredLatency Measure(Genotype genotype)
    {
        Measurements++;
        double effect = 0;
        for (int target = 0; target < Tasks.Length; target++)
        {
            for (int source = 0; source < Tasks.Length; source++)
            {
                int code = (int)genotype[Tasks[target], Tasks[source]];
                effect += _pairEffects[(((target * Tasks.Length) + source) * 5) + code];
            }
        }

        // Non-additive: what the pairs do together, not each alone.
        double median = _truth.Microseconds(genotype) * (1 + (_deviation * Math.Sin(3 * effect)));
        double noise = new Random(_seed ^ (int)Math.Round(effect * 1e6)).NextDouble();
        return new MeasuredLatency(median, median * (1.002 + (0.006 * noise)));
    }

    /// <summary>The best utility of any network of a part of the space whose bound is within a budget; null if there is
    /// none.</summary>
    public double? BestUtility(long budget) => All()
        .Where(entry => Measure(entry.Genotype).BoundMicroseconds <= budget).Select(entry => (double?)entry.Utility).Max();

    private IEnumerable<(Genotype Genotype, double Utility)> All()
        => from a in Enumerable.Range(0, Space.RowCount(0))
           from b in Enumerable.Range(0, Space.RowCount(1))
           from c in Enumerable.Range(0, Space.RowCount(2))
           where (a + b + c) % 29 == 0
           select (Space.Genotype([a, b, c]), Table[0, a] + Table[1, b] + Table[2, c]);
}
