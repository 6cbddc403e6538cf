using System.Text.Json;
using System.Text.Json.Nodes;
using DenseEdge.Cli.Profiling.Networks;
using DenseEdge.Contracts;
using DenseEdge.Search.Devices;
using DenseEdge.Search.Studies;
using DenseEdge.Training.Network;
using DenseEdge.Training.Presets;

namespace DenseEdge.Cli.Searching;

/// <summary>Builds networks and measures them on the device, once each: a measurement is a result of the study, and a resumed
/// study reads it.</summary>
/// <param name="study">The study.</param>
/// <param name="settings">Its settings.</param>
/// <param name="profile">The device's profile.</param>
/// <param name="connection">The device.</param>
/// <param name="export">Writes models.</param>
/// <param name="certificateRuns">How often a trained model is run at least.</param>
/// <param name="say">Tells the user what went on.</param>
internal sealed class DeviceBench(
    StudyFolder study, SearchSettings settings, DeviceProfile profile, DeviceConnection connection, DeploymentExport export,
    int certificateRuns, Action<string> say)
{
    private readonly SearchJobs _jobs = new(study);

    /// <summary>Measures a network that isn't trained yet: it has random weights, as those of the profile.</summary>
    /// <param name="genotype">The network.</param>
    /// <param name="cancellation">Ends it.</param>
    public LatencyMeasurement MeasureBuild(Genotype genotype, CancellationToken cancellation)
        => Measure(
            _jobs.Measure(genotype, null, 0), () => Build(genotype, cancellation), genotype, options => options, cancellation);

    /// <summary>Measures a trained model, as often as a certificate needs: rare runs are what p99 is about.</summary>
    /// <param name="genotype">Its network.</param>
    /// <param name="modelPath">The model.</param>
    /// <param name="cancellation">Ends it.</param>
    public LatencyMeasurement MeasureModel(Genotype genotype, string modelPath, CancellationToken cancellation)
        => Measure(
            _jobs.Measure(genotype, ModelDigest.Of(modelPath), certificateRuns), () => modelPath, genotype,
            options => CertificateRuns.Of(options, certificateRuns), cancellation);

    private LatencyMeasurement Measure(
        StudyJob job, Func<string> makeModel, Genotype genotype, Func<MeasurementOptions, MeasurementOptions> adapt,
        CancellationToken cancellation)
    {
        if (study.FindResult(job) is { } known)
        {
            return Read(known);
        }

        MeasurementOptions options = new() { ReferencePath = Reference(cancellation), ReferenceMs = profile.ReferenceMs };
        LatencyMeasurement measured = connection.Measure(makeModel(), adapt(options), cancellation);
        if (measured.Throttled || measured.DroppedSamples > 0)
        {
            say($"{GenotypeName.Of(genotype)}: {measured.DroppedSamples} runs were dropped, because "
                + (measured.Throttled ? "the device lowered a clock." : "its reference network drifted."));
        }

        study.Add(job);
        return Read(study.Finish(job, JsonNode.Parse(SearchJson.Write(measured))!.AsObject(), []));
    }

    /// <summary>The profile's own reference network; one of the same genotype where that is not there.</summary>
    private string Reference(CancellationToken cancellation)
    {
        string path = StudyFiles.Reference(study);
        return File.Exists(path) ? path : Build(profile.ReferenceGenotype, cancellation);
    }

    private string Build(Genotype genotype, CancellationToken cancellation)
    {
        string path = Path.Combine(StudyFiles.Builds(study), $"{GenotypeName.Of(genotype)}.onnx");
        if (!File.Exists(path))
        {
            NetworkOptions options = settings.Finetuning(genotype).Network;
            using MultiTaskNetwork network = RandomWeights.Create(options, SearchDefaults.BuildSeed);
            export.Write(network, path, trainingData: null, cancellation);
        }

        return path;
    }

    private static LatencyMeasurement Read(JobResult result)
    {
        try
        {
            return SearchJson.Read<LatencyMeasurement>(result.Output.ToJsonString());
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"Expected a measurement in the study, found something else: {fault.Message}", fault);
        }
    }
}
