using DenseEdge.Cli.Profiling.Networks;
using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Search.Devices;
using DenseEdge.Search.Latency;
using DenseEdge.Search.Space;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Network;

namespace DenseEdge.Cli.Tests.Searching;

/// <summary>A device that was never there: a profile that has a measurement of every genotype over two tasks, so that it
/// answers as a
/// replay whatever a search asks.</summary>
internal static class RecordedDevice
{
    private const int Height = 64;
    private const int Width = 96;

    /// <summary>Writes the profile.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The profile.</returns>
    public static DeviceProfile Write(string path)
    {
        List<string> faults = [];
        DataSplits data = DataSets.Open(DataSets.Synthetic, (Height, Width));
        IReadOnlyList<TaskSpec> tasks = NetworkArguments.Tasks("semseg,depth", data.Tasks, faults);
        NetworkOptions network = DefaultRecipe.Network(tasks, Height, Width, data.DepthRangeMeters);
        GenotypeSpace space = new([.. tasks.Select(task => task.Kind)]);
        LatencyTerms terms = new(space.Tasks);
        Dictionary<string, double> costs = terms.Names
            .Select((name, i) => (name, Cost: name == "fixed" ? 4000.0 : 100 + (70 * i)))
            .ToDictionary(term => term.name, term => term.Cost);
        ProfileSample[] samples = [.. All(space).Select((genotype, i) => new ProfileSample(
            genotype, Measured(genotype, terms.Costs([.. terms.Names.Select(name => costs[name])]), i), i % 10 == 0))];
        DeviceProfile profile = new()
        {
            Identity = new DeviceIdentity
            {
                Board = "Rev 2",
                Processor = "P4",
                OperatingSystem = "Linux 6",
                Runtime = "ONNX Runtime 1.29.0, Cpu",
                Threads = 1,
            },
            Deployment = NetworkDeployment.Of(network, ModelPrecision.Float32, "cpu"),
            ReferenceDigest = new string('a', 64),
            ReferenceGenotype = Genotype.Uniform(space.Tasks, ContextType.Global),
            ReferenceMs = 5,
            PriorMicroseconds = costs,
            Samples = samples,
            Microseconds = costs,
            HeldOutError = new PredictionError(40, 1.5, 0.98, 3, 0.95),
            MaskedContexts = [],
        };
        profile.Save(path);
        return profile;
    }

    private static IEnumerable<Genotype> All(GenotypeSpace space)
        => from first in Enumerable.Range(0, space.RowCount(0))
           from second in Enumerable.Range(0, space.RowCount(1))
           select space.Genotype([first, second]);

    // Up to 3 % beside the model, otherwise nothing would have to be repaired.
    private static LatencyMeasurement Measured(Genotype genotype, GenotypeCosts costs, int index)
    {
        double ms = costs.Microseconds(genotype) / 1000.0 * (1 + (0.03 * Math.Sin(index)));
        return new LatencyMeasurement
        {
            ModelDigest = index.ToString("x64", System.Globalization.CultureInfo.InvariantCulture),
            Count = 120,
            Blocks = 12,
            P50Ms = ms,
            P90Ms = ms * 1.02,
            P99Ms = ms * 1.05,
            UpperBoundMs = ms * 1.004,
            RawP50Ms = ms,
            Ratio = ms / 5,
        };
    }
}
