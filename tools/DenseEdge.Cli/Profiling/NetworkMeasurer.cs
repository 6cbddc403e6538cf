using DenseEdge.Cli.Profiling.Networks;
using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Search.Devices;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Network;
using DenseEdge.Training.Presets;

namespace DenseEdge.Cli.Profiling;

/// <summary>Measures genotypes: exports each as a network of random weights and measures it, unless it was measured before. What
/// is measured is written down after every few networks.</summary>
internal sealed class NetworkMeasurer
{
    // A job's process loads and warms up the reference anew: few enough to lose little, many enough to spend little on that.
    private const int NetworksPerJob = 8;
    private const int CalibrationImages = 4;
    private readonly ProfilePlan _plan;
    private readonly ProfileFolder _folder;
    private readonly IMeasuringDevice _device;
    private readonly ProgressDisplay _display;
    private readonly DeploymentExport _export;
    private readonly int _seed;

    /// <summary>Makes a measurer.</summary>
    /// <param name="plan">What is measured.</param>
    /// <param name="folder">Where files lie.</param>
    /// <param name="device">Where it is measured.</param>
    /// <param name="seed">Seed of weights and order.</param>
    /// <param name="display">Shows the progress.</param>
    public NetworkMeasurer(ProfilePlan plan, ProfileFolder folder, IMeasuringDevice device, int seed, ProgressDisplay display)
    {
        (_plan, _folder, _device, _seed, _display) = (plan, folder, device, seed, display);
        _export = new DeploymentExport(plan.Target, plan.Deployment.Precision, plan.Calibrate, CalibrationImages);
    }

    /// <summary>The reference's genotype: the one that training takes unless told otherwise, with a bit of everything.</summary>
    public Genotype ReferenceGenotype => DefaultRecipe.Genotype([.. _plan.Network.Tasks.Select(task => task.Kind)]);

    /// <summary>How networks are measured: a model is fitted to many, so that each may take a few seconds only.</summary>
    private MeasurementOptions Options => new()
    {
        ReferencePath = _folder.ReferencePath,
        RunsPerBlock = 6,
        WarmUpRuns = 20,
        WarmUpSeconds = 2,
        MaximumSeconds = 8,
        Repetitions = 2,
        Seed = _seed,
    };

    /// <summary>Finds the reference's time, or takes up what was measured before.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The measurements so far.</returns>
    /// <exception cref="InvalidDataException">They are of another device.</exception>
    public MeasurementRecord Begin(CancellationToken cancellation)
    {
        if (!File.Exists(_folder.ReferencePath))
        {
            Export(ReferenceGenotype, _folder.ReferencePath, cancellation);
        }

        string digest = ModelDigest.Of(_folder.ReferencePath);
        if (File.Exists(_folder.RecordPath))
        {
            var known = MeasurementRecord.Load(_folder.RecordPath);
            known.Identity.Require(_device.Identity);
            return known.ReferenceDigest == digest ? known : throw new InvalidDataException(
                $"'{_folder.RecordPath}': expected measurements beside the reference {digest[..12]}, found some beside "
                + $"{known.ReferenceDigest[..12]}. Delete the folder to measure anew.");
        }

        _display.Begin("reference");
        LatencyMeasurement reference = _device.Measure(
            [_folder.ReferencePath], Options, null, cancellation)[0];
        MeasurementRecord record = new()
        {
            Identity = _device.Identity,
            ReferenceDigest = digest,
            ReferenceMs = reference.RawP50Ms,
            Measurements = [],
        };
        record.Save(_folder.RecordPath);
        return record;
    }

    /// <summary>Measures genotypes.</summary>
    /// <param name="stage">One or two words for the display.</param>
    /// <param name="genotypes">What to measure.</param>
    /// <param name="record">The measurements so far.</param>
    /// <param name="recordPath">Their file.</param>
    /// <param name="cancellation">Ends it; what is measured stays.</param>
    /// <returns>A record that has every genotype.</returns>
    public MeasurementRecord Measure(
        string stage, IReadOnlyList<Genotype> genotypes, MeasurementRecord record, string recordPath,
        CancellationToken cancellation)
    {
        IEnumerable<Genotype> known = record.Measurements.Select(entry => entry.Genotype).OfType<Genotype>();
        Genotype[] missing = [.. genotypes.Except(known)];
        new Random(_seed).Shuffle(missing);
        _display.Begin(stage);
        int done = 0;
        foreach (Genotype[] chunk in missing.Chunk(NetworksPerJob))
        {
            foreach (Genotype genotype in chunk.Where(genotype => !File.Exists(_folder.ModelPath(genotype))))
            {
                Export(genotype, _folder.ModelPath(genotype), cancellation);
            }

            MeasurementOptions options = Options with { ReferenceMs = record.ReferenceMs };
            IReadOnlyList<LatencyMeasurement> measured = _device.Measure(
                [.. chunk.Select(_folder.ModelPath)], options, new ChunkProgress(_display, done, missing.Length), cancellation);
            record = chunk.Zip(measured).Aggregate(
                record, (so, network) => so.With(new RecordedMeasurement(network.First, network.Second)));
            record.Save(recordPath);
            done += chunk.Length;
        }

        return record;
    }

    private void Export(Genotype genotype, string path, CancellationToken cancellation)
    {
        NetworkOptions options = _plan.Network with { Refinement = RefinementKind.Atrc, Genotype = genotype };
        using MultiTaskNetwork network = RandomWeights.Create(options, _seed);
        _export.Write(network, path, trainingData: null, cancellation);
    }

    /// <summary>Shows a job's progress as part of the whole.</summary>
    private sealed class ChunkProgress(ProgressDisplay display, int done, int total) : IProgress<MeasurementProgress>
    {
        public void Report(MeasurementProgress value)
        {
            int measured = done + value.Done;
            display.Update((double)measured / total, $"network {Math.Min(measured + 1, total)}/{total}  {value.Details}");
        }
    }
}
