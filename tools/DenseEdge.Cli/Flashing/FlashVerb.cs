using DenseEdge.Cli.Running;
using DenseEdge.Storage;

namespace DenseEdge.Cli.Flashing;

/// <summary>denseedge flash.</summary>
internal static class FlashVerb
{
    private const int Done = 0;
    private const int SomeFailed = 1;

    /// <summary>Does what was asked on every device, and reports.</summary>
    /// <param name="arguments">What the user said.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    /// <returns>0 if every device is as it was asked to be, else 1.</returns>
    /// <exception cref="ArgumentException">The words don't make sense together.</exception>
    /// <exception cref="IOException">A file that was named isn't there.</exception>
    public static int Run(FlashArguments arguments, CancellationToken cancellation)
    {
        IReadOnlyList<InventoryDevice> devices = FlashDevices.Of(arguments);
        FlashOptions options = Options(arguments);
        using AgentPackage package = new(AgentFolder.Find(arguments.Agent));
        DateTimeOffset started = TimeProvider.System.GetUtcNow();
        long start = TimeProvider.System.GetTimestamp();
        DeviceReport[] reports = RunAll(devices, options, package, arguments.Parallel, cancellation);
        FlashReport report = new()
        {
            Action = options.Action,
            Bundle = options.Payload?.Title,
            BundleBytes = options.Payload?.Bytes,
            Started = started,
            Seconds = Math.Round(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 3),
            Devices = reports,
        };
        Write(report, arguments);
        return reports.All(device => device.IsSuccess(options.Action)) ? Done : SomeFailed;
    }

    private static FlashOptions Options(FlashArguments arguments)
    {
        string[] files = [.. arguments.Words.Where(word => !FlashDevices.IsAddress(word))];
        bool takesBundle = arguments.Action is FlashAction.Flash or FlashAction.DryRun;
        if (files.Length != (takesBundle ? 1 : 0))
        {
            throw new ArgumentException(takesBundle
                ? $"Expected one bundle and at least one device (ssh://...), found {files.Length} files: "
                    + $"{string.Join(", ", files)}."
                : $"Expected devices (ssh://...) only, found: {string.Join(", ", files)}.");
        }

        if (arguments.Root is { } root && !File.Exists(root))
        {
            throw new FileNotFoundException($"Expected a root of trust (root.json) for --root, found no file '{root}'.");
        }

        return new FlashOptions
        {
            Action = arguments.Action,
            Payload = takesBundle ? FlashPayload.Open(files[0]) : null,
            Root = arguments.Root,
            SshOptions = arguments.SshOptions,
            Sudo = arguments.Sudo,
            AllowDowngrade = arguments.AllowDowngrade,
            RetryBad = arguments.RetryBad,
            ReconnectTime = TimeSpan.FromSeconds(arguments.ReconnectSeconds),
        };
    }

    /// <summary>Each device has a thread: it waits for ssh most of the time. One device's failure is its own; after Ctrl-C the
    /// others end at once, and the report tells how far each came.</summary>
    private static DeviceReport[] RunAll(
        IReadOnlyList<InventoryDevice> devices, FlashOptions options, AgentPackage package, int parallel,
        CancellationToken cancellation)
    {
        DeviceReport[] reports = new DeviceReport[devices.Count];
        Parallel.For(
            0, devices.Count, new ParallelOptions { MaxDegreeOfParallelism = parallel }, index =>
            {
                using IFlashDisplay display = devices.Count == 1
                    ? new OneDeviceDisplay(ProgressDisplay.OnStandardError())
                    : new NamedDeviceDisplay(devices[index].Name, Console.Error);
                reports[index] = new DeviceFlash(devices[index], options, package, display).Run(cancellation);
            });
        return reports;
    }

    private static void Write(FlashReport report, FlashArguments arguments)
    {
        if (arguments.Report is { } path)
        {
            DurableFile.Replace(PhysicalFileSystem.Instance, Path.GetFullPath(path), report.ToJson());
        }

        if (arguments.Json)
        {
            Console.WriteLine(report.ToJson());
            return;
        }

        if (report.Devices.Count == 1)
        {
            Console.Write(FlashText.Findings(report.Devices[0]));
        }

        Console.Write(FlashText.Write(report));
        if (arguments.Report is not null)
        {
            Console.WriteLine($"Written to: {arguments.Report}");
        }
    }
}
