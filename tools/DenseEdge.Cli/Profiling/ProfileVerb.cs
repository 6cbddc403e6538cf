using System.Numerics;
using DenseEdge.Cli.Profiling.Devices;
using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Search.Devices;
using DenseEdge.Search.Latency;
using DenseEdge.Search.Space;

namespace DenseEdge.Cli.Profiling;

/// <summary>denseedge profile.</summary>
internal static class ProfileVerb
{
    private const double MicrosecondsPerMillisecond = 1000;
    private const int MostDraws = 4;

    /// <summary>Measures networks on a device, fits the latency model and writes the profile.</summary>
    /// <param name="arguments">What the user said.</param>
    /// <param name="cancellation">Ctrl-C; the same command resumes.</param>
    public static int Run(ProfileArguments arguments, CancellationToken cancellation)
    {
        ProfilePlan plan = ProfilePlan.Make(arguments);
        ProfileFolder folder = new(arguments.Out);
        folder.Open(plan.Deployment);
        using IMeasuringDevice device = MeasuringDevices.Open(arguments.Device, Options(arguments, folder));
        Console.WriteLine($"device    {device.Identity.Key}: {device.Identity}");
        Console.WriteLine($"networks  {plan.Deployment}");
        DeviceProfile profile;
        using (ProgressDisplay display = ProgressDisplay.OnStandardError())
        {
            NetworkMeasurer measurer = new(plan, folder, device, arguments.Seed, display);
            profile = Make(arguments, plan, folder, measurer, cancellation);
        }

        profile.Save(arguments.Out);
        folder.DeleteModels();
        Console.Write(ProfileText.Describe(profile));
        Console.WriteLine($"Written to: {arguments.Out}");
        return 0;
    }

    private static DeviceOptions Options(ProfileArguments arguments, ProfileFolder folder) => new()
    {
        WorkFolder = folder.JobsFolder,
        Threads = arguments.Threads,
        Engine = arguments.Engine,
        Prefix = arguments.Prefix,
        SshOptions = arguments.SshOptions,
        Program = arguments.Program,
    };

    private static DeviceProfile Make(
        ProfileArguments arguments, ProfilePlan plan, ProfileFolder folder, NetworkMeasurer measurer,
        CancellationToken cancellation)
    {
        TaskKind[] tasks = [.. plan.Network.Tasks.Select(task => task.Kind)];
        LatencyTerms terms = new(tasks);
        BlockPrior blocks = new(tasks);
        IReadOnlyList<Genotype> chosen = Choose(tasks, terms, arguments);
        MeasurementRecord record = measurer.Begin(cancellation);
        record = measurer.Measure("blocks", blocks.Networks, record, folder.RecordPath, cancellation);
        record = measurer.Measure("networks", chosen, record, folder.RecordPath, cancellation);
        double[] prior = blocks.Microseconds(
            [.. blocks.Networks.Select(genotype => Of(record, genotype).P50Ms * MicrosecondsPerMillisecond)]);
        IReadOnlyList<ProfileSample> samples = ProfileFit.Split(
            [.. chosen.Select(genotype => (genotype, Of(record, genotype)))]);
        double[] fitted = ProfileFit.Fit(terms, samples, prior);
        return new DeviceProfile
        {
            Identity = record.Identity,
            Deployment = plan.Deployment,
            ReferenceDigest = record.ReferenceDigest,
            ReferenceGenotype = measurer.ReferenceGenotype,
            ReferenceMs = record.ReferenceMs,
            PriorMicroseconds = Named(terms, prior),
            Samples = samples,
            Microseconds = Named(terms, fitted),
            HeldOutError = ProfileFit.HeldOutError(terms.Costs(fitted), samples),
            RepeatedError = arguments.Repeats ? Repeated(folder, measurer, record, samples, cancellation) : null,
            MaskedContexts = ContextMask.Of(tasks, fitted),
        };
    }

    /// <summary>Chooses as many different networks as asked: a design may choose one twice, and of few tasks there are
    /// few.</summary>
    private static Genotype[] Choose(TaskKind[] tasks, LatencyTerms terms, ProfileArguments arguments)
    {
        GenotypeSpace space = new(tasks);
        int wanted = (int)BigInteger.Min(arguments.Networks, space.Count);
        int draws = wanted;
        while (true)
        {
            // Equal seeds begin alike: a longer design only adds networks.
            Genotype[] chosen = [.. CalibrationDesign.Choose(space, terms, draws, arguments.Seed).Distinct().Take(wanted)];
            if (chosen.Length == wanted || draws >= MostDraws * wanted)
            {
                return chosen;
            }

            draws += Math.Max(wanted - chosen.Length, wanted / 10);
        }
    }

    /// <summary>Measures the networks that are held out again: two measurements of the same differ by both errors.</summary>
    private static PredictionError Repeated(
        ProfileFolder folder, NetworkMeasurer measurer, MeasurementRecord first, IReadOnlyList<ProfileSample> samples,
        CancellationToken cancellation)
    {
        ProfileSample[] held = [.. samples.Where(sample => sample.HeldOut)];
        MeasurementRecord second = File.Exists(folder.RepeatedPath)
            ? MeasurementRecord.Load(folder.RepeatedPath)
            : first with { Measurements = [] };
        second.Identity.Require(first.Identity);
        second = measurer.Measure(
            "repeating", [.. held.Select(sample => sample.Genotype)], second, folder.RepeatedPath, cancellation);
        return PredictionError.Of(
            [.. held.Select(sample => Of(second, sample.Genotype).P50Ms)], [.. held.Select(sample => sample.Measurement.P50Ms)]);
    }

    private static LatencyMeasurement Of(MeasurementRecord record, Genotype genotype)
        => record.Measurements.First(entry => genotype.Equals(entry.Genotype)).Measurement;

    private static Dictionary<string, double> Named(LatencyTerms terms, double[] microseconds)
        => terms.Names.Zip(microseconds, (name, value) => (name, Math.Round(value, 1))).ToDictionary();
}
