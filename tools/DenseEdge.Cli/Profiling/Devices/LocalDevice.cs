using DenseEdge.Cli.Remote;
using DenseEdge.Search.Devices;

namespace DenseEdge.Cli.Profiling.Devices;

/// <summary>This computer. Networks run in a process of their own, without what this one has loaded and allocated.</summary>
internal sealed class LocalDevice : IMeasuringDevice
{
    private const string ProgramName = "denseedge";
    private readonly DeviceOptions _options;

    /// <summary>Finds out what this computer is.</summary>
    /// <param name="options">How networks run.</param>
    /// <exception cref="IOException">The program doesn't start, or doesn't know.</exception>
    public LocalDevice(DeviceOptions options)
    {
        _options = options;
        Identity = DeviceAnswer.Identity(Run(["measure", "--identity", .. DeviceAnswer.EngineWords(options)], null, default));
    }

    /// <inheritdoc/>
    public DeviceIdentity Identity { get; }

    /// <inheritdoc/>
    public IReadOnlyList<LatencyMeasurement> Measure(
        IReadOnlyList<string> modelPaths, MeasurementOptions options, IProgress<MeasurementProgress>? progress,
        CancellationToken cancellation)
    {
        PendingJob job = new(modelPaths, options, Identity, _options.WorkFolder);
        job.Write(_options, Path.GetFullPath);
        DeviceAnswer.Require(
            Run(["measure", job.JobPath, "--out", job.ResultPath, "--attached"], progress, cancellation), "this computer");
        return job.Take();
    }

    /// <summary>Does nothing: nothing runs between measurements.</summary>
    public void Dispose()
    {
    }

    private ProcessResult Run(string[] arguments, IProgress<MeasurementProgress>? progress, CancellationToken cancellation)
        => AgentProcess.Run(
            [.. Words.Split(_options.Prefix), .. Program(), .. arguments], progress, cancellation);

    /// <summary>The program beside this code: tests run it inside another program.</summary>
    private static string[] Program()
    {
        string path = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? $"{ProgramName}.exe" : ProgramName);
        return File.Exists(path) ? [path] : ["dotnet", Path.Combine(AppContext.BaseDirectory, $"{ProgramName}.dll")];
    }
}
