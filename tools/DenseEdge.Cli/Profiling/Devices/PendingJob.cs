using System.Security.Cryptography;
using System.Text;
using DenseEdge.Cli.Profiling.Agent;
using DenseEdge.Search.Devices;

namespace DenseEdge.Cli.Profiling.Devices;

/// <summary>
/// A measurement that was asked for. Its name follows from what is asked: asked again after an interruption it finds what was
/// measured before. Once it was answered it is forgotten, so that the same question later measures anew.
/// </summary>
internal sealed class PendingJob
{
    private const int NameLength = 16;
    private readonly string[] _digests;
    private readonly DeviceIdentity _device;

    /// <summary>Names a job.</summary>
    /// <param name="models">The models.</param>
    /// <param name="options">How to measure.</param>
    /// <param name="device">Where.</param>
    /// <param name="folder">The folder for jobs.</param>
    public PendingJob(IReadOnlyList<string> models, MeasurementOptions options, DeviceIdentity device, string folder)
    {
        Models = models;
        Options = options.Validated();
        _device = device;
        _digests = [.. models.Select(ModelDigest.Of)];
        ReferenceDigest = ModelDigest.Of(options.ReferencePath);
        string content = string.Join(
            '\n', [device.Key, ReferenceDigest, SearchJson.Write(options with { ReferencePath = "" }), .. _digests]);
        Name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..NameLength];
        (JobPath, ResultPath) = (Path.Combine(folder, $"{Name}.job.json"), Path.Combine(folder, $"{Name}.result.json"));
    }

    /// <summary>The models.</summary>
    public IReadOnlyList<string> Models { get; }

    /// <summary>The models' digests, in the same order.</summary>
    public IReadOnlyList<string> Digests => _digests;

    /// <summary>How to measure.</summary>
    public MeasurementOptions Options { get; }

    /// <summary>The reference's digest.</summary>
    public string ReferenceDigest { get; }

    /// <summary>The job's name.</summary>
    public string Name { get; }

    /// <summary>The file of the job on this computer.</summary>
    public string JobPath { get; }

    /// <summary>The file of the result on this computer.</summary>
    public string ResultPath { get; }

    /// <summary>Writes the job's file.</summary>
    /// <param name="options">How the device is opened.</param>
    /// <param name="modelPath">Where a model lies, seen from the job's file.</param>
    public void Write(DeviceOptions options, Func<string, string> modelPath) => new MeasureJob
    {
        Models = [.. Models.Select(modelPath)],
        Options = Options with { ReferencePath = modelPath(Options.ReferencePath) },
        Threads = options.Threads,
        Engine = options.Engine,
    }.Save(JobPath);

    /// <summary>Reads the result and forgets the job.</summary>
    /// <exception cref="InvalidDataException">The result lacks a model, or the device became another one meanwhile.</exception>
    public IReadOnlyList<LatencyMeasurement> Take()
    {
        var record = MeasurementRecord.Load(ResultPath);
        _device.Require(record.Identity);
        LatencyMeasurement[] found = [.. _digests.Select((digest, i) => record.Find(digest)
            ?? throw new InvalidDataException($"'{ResultPath}': expected a measurement of '{Models[i]}', found none."))];
        File.Delete(JobPath);
        File.Delete(ResultPath);
        return found;
    }
}
