using DenseEdge.Cli.Remote;
using DenseEdge.Search.Devices;

namespace DenseEdge.Cli.Profiling.Devices;

/// <summary>
/// A device with nothing on it but sshd and the .NET runtime: program and models are copied there once, by digest, the agent runs
/// there, and its result is fetched. A cut connection is made anew; what the device measured before is not measured again.
/// </summary>
internal sealed class SshDevice : IMeasuringDevice
{
    private const int Attempts = 5;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);
    private const string Models = $"{RemoteProgram.Root}/models";
    private const string Jobs = $"{RemoteProgram.Root}/jobs";
    private readonly SshAddress _address;
    private readonly SshConnection _connection;
    private readonly DeviceOptions _options;
    private readonly RemoteProgram _program;

    /// <summary>Connects, copies the program and finds out what the device is.</summary>
    /// <param name="address">The device.</param>
    /// <param name="options">How networks run.</param>
    /// <exception cref="IOException">The device doesn't answer, or lacks a .NET runtime.</exception>
    public SshDevice(SshAddress address, DeviceOptions options)
    {
        (_address, _options, _connection) = (address, options, new SshConnection(address, options.SshOptions));
        (_program, Identity) = Retried(() => Connect(_connection, options), null, CancellationToken.None);
    }

    /// <inheritdoc/>
    public DeviceIdentity Identity { get; }

    /// <inheritdoc/>
    public IReadOnlyList<LatencyMeasurement> Measure(
        IReadOnlyList<string> modelPaths, MeasurementOptions options, IProgress<MeasurementProgress>? progress,
        CancellationToken cancellation)
    {
        PendingJob job = new(modelPaths, options, Identity, _options.WorkFolder);
        Dictionary<string, string> names = [];
        foreach ((string path, string digest) in modelPaths.Zip(job.Digests))
        {
            names[$"{digest}.onnx"] = Path.GetFileName(path);
        }

        job.Write(_options, path => $"../models/{ModelDigest.Of(path)}.onnx");
        return Retried(() => Measure(job, new NamedProgress(progress, names), cancellation), progress, cancellation);
    }

    /// <summary>Does nothing: there is no connection between measurements.</summary>
    public void Dispose()
    {
    }

    private static (RemoteProgram Program, DeviceIdentity Identity) Connect(SshConnection connection, DeviceOptions options)
    {
        RemoteProgram program = RemoteProgram.Install(connection, options.Program, CancellationToken.None);
        string words = string.Join(' ', DeviceAnswer.EngineWords(options));
        ProcessResult said = connection.Run(
            $"{options.Prefix} {program.Command} measure --identity {words}", null, CancellationToken.None);
        return (program, DeviceAnswer.Identity(connection.Checked(said, "asking the device what it is")));
    }

    private IReadOnlyList<LatencyMeasurement> Measure(
        PendingJob job, IProgress<MeasurementProgress> progress, CancellationToken cancellation)
    {
        SendModels(job, cancellation);
        string remoteJob = $"{Jobs}/{job.Name}.job.json";
        string remoteResult = $"{Jobs}/{job.Name}.result.json";
        _connection.Send(job.JobPath, remoteJob, cancellation);
        ProcessResult result = _connection.Run(
            $"{_options.Prefix} {_program.Command} measure {remoteJob} --out {remoteResult} --attached", progress, cancellation);
        if (result.ExitCode == SshConnection.ConnectionFailed)
        {
            _connection.Checked(result, "measuring");
        }

        DeviceAnswer.Require(result, _address.ToString());
        _connection.Fetch(remoteResult, job.ResultPath, cancellation);
        IReadOnlyList<LatencyMeasurement> measured = job.Take();
        _connection.Require($"rm -f {remoteJob} {remoteResult}", cancellation);
        return measured;
    }

    private void SendModels(PendingJob job, CancellationToken cancellation)
    {
        HashSet<string> there = [.. _connection.Require($"mkdir -p {Models} {Jobs} && ls {Models}", cancellation)
            .Split('\n', StringSplitOptions.TrimEntries)];
        (string, string) reference = (job.Options.ReferencePath, job.ReferenceDigest);
        foreach ((string path, string digest) in job.Models.Zip(job.Digests).Append(reference))
        {
            string name = $"{digest}.onnx";
            if (!there.Add(name))
            {
                continue;
            }

            string partial = $"{Models}/{name}.part";
            _connection.Send(path, partial, cancellation);
            _connection.Require(
                $"test \"$(sha256sum < {partial} | cut -c1-64)\" = {digest} && mv {partial} {Models}/{name}", cancellation);
        }
    }

    /// <summary>Tries again while the device doesn't answer, each time after twice the wait.</summary>
    private static T Retried<T>(Func<T> work, IProgress<MeasurementProgress>? progress, CancellationToken cancellation)
    {
        TimeSpan wait = FirstWait;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return work();
            }
            catch (DeviceUnreachableException fault) when (attempt < Attempts)
            {
                string words = $"{fault.Message}; trying again in {wait.TotalSeconds:F0} s";
                progress?.Report(new MeasurementProgress(0, 0, words, null));
                cancellation.WaitHandle.WaitOne(wait);
                cancellation.ThrowIfCancellationRequested();
                wait *= 2;
            }
            catch (DeviceUnreachableException fault)
            {
                throw new IOException(
                    $"{fault.Message}\nTried {Attempts} times. What was measured is kept on the device: the same command resumes.",
                    fault);
            }
        }
    }

    /// <summary>Calls models by the names that they have here.</summary>
    private sealed class NamedProgress(IProgress<MeasurementProgress>? progress, Dictionary<string, string> names)
        : IProgress<MeasurementProgress>
    {
        public void Report(MeasurementProgress value)
            => progress?.Report(value with { Details = names.GetValueOrDefault(value.Details, value.Details) });
    }
}
