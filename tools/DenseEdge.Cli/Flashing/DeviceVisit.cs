namespace DenseEdge.Cli.Flashing;

/// <summary>What is done on a device while one connection to it stands.</summary>
/// <param name="address">The device.</param>
/// <param name="options">What is done.</param>
/// <param name="package">The agent for a device that has none.</param>
/// <param name="record">Takes what happens.</param>
/// <param name="shell">The connection.</param>
internal sealed class DeviceVisit(
    DeviceAddress address, FlashOptions options, AgentPackage package, FlashRecord record, DeviceShell shell)
{
    // The shell that holds the lock of a connection that was cut ends after a minute of silence.
    private const int LockWaitAfterCutSeconds = 75;
    private readonly ResumableUpload _upload = new(shell, record.Tally);

    private string Uploads => $"{address.Store}/uploads";

    private string BundleThere => $"{Uploads}/{options.Payload!.Digest}.bundle";

    /// <summary>Does it.</summary>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="Remote.DeviceUnreachableException">The connection failed: another visit goes on.</exception>
    /// <exception cref="FlashRefusedException">The device can't take it.</exception>
    public DeviceReport Run(CancellationToken cancellation)
    {
        DeviceProbe probe = Examine(cancellation);
        return options.Action switch
        {
            FlashAction.DryRun => DryRun(probe, cancellation),
            FlashAction.Status => Status(probe, cancellation),
            _ => Change(probe, cancellation),
        };
    }

    private DeviceProbe Examine(CancellationToken cancellation)
    {
        record.Clock.Begin("check");
        DeviceProbe probe = DeviceProbe.Read(
            shell, address.Store, options.Payload is null ? null : BundleThere, cancellation);
        record.Answered(probe);
        if (options.Action == FlashAction.InstallAgent)
        {
            // Whatever is installed is replaced: the new one has to run.
            probe = probe with { AgentIsInstalled = false };
        }
        else if (probe.UserId == 0 && probe.StoreOwner is not ("" or "root"))
        {
            shell.StoreOwner = probe.StoreOwner;
        }

        Judge(Preflight.Judge(probe, address.Store, options.Payload, package.Folder, TimeProvider.System.GetUtcNow()));
        return probe;
    }

    /// <summary>Takes findings, shows warnings and stops at faults.</summary>
    private void Judge(IReadOnlyList<PreflightFinding> findings)
    {
        record.Findings = findings;
        foreach (PreflightFinding warning in findings.Where(finding => finding.State == PreflightState.Warning))
        {
            record.Display.Say(warning.ToString());
        }

        PreflightFinding[] faults = [.. findings.Where(finding => finding.State == PreflightState.Fault)];
        if (faults.Length > 0)
        {
            throw new FlashRefusedException(string.Join(". ", faults.Select(fault => fault.ToString())) + ".");
        }
    }

    private DeviceReport DryRun(DeviceProbe probe, CancellationToken cancellation)
    {
        if (RemoteAgent.Find(shell, probe, package, address.Store, cancellation) is not { } agent)
        {
            return record.Report(
                FlashOutcome.Acceptable,
                "nothing that can be seen without an agent there stands in the way; whether a model fits its engines can't");
        }

        Judge([.. record.Findings, ModelsFinding.Of(options.Payload!.Manifest, agent.Facts(cancellation))]);
        return record.Report(FlashOutcome.Acceptable, "nothing stands in the way; nothing was changed");
    }

    private DeviceReport Status(DeviceProbe probe, CancellationToken cancellation)
    {
        RemoteAgent agent = RemoteAgent.Find(shell, probe, package, address.Store, cancellation)
            ?? throw new FlashRefusedException(
                $"Expected an agent on the device, found none: neither {DeviceProbe.InstalledAgent} nor a copy of this version "
                + "from an earlier flash.");
        AgentLine status = agent.Status(cancellation);
        record.LastLine = status;
        return record.Report(FlashOutcome.Answered, StatusText.Of(status.Whole));
    }

    private DeviceReport Change(DeviceProbe probe, CancellationToken cancellation)
    {
        using FlashLock held = FlashLock.Take(
            shell, options.Action == FlashAction.InstallAgent ? $"{probe.Home}/.denseedge" : Uploads,
            record.Reconnections > 0 ? LockWaitAfterCutSeconds : 0, cancellation);
        if (options.Action == FlashAction.InstallAgent)
        {
            return Install(probe, cancellation);
        }

        if (probe.AgentIsInstalled)
        {
            AwaitService(cancellation);
        }

        RemoteAgent agent = RemoteAgent.Find(shell, probe, package, address.Store, cancellation) ?? Copy(probe, cancellation);
        return options.Action == FlashAction.RollBack
            ? Conclude(Told(agent, ["rollback", "--json"], cancellation))
            : Apply(agent, cancellation);
    }

    /// <summary>Waits while systemd starts the service, for half a minute: who took the store in that moment would keep the
    /// service out, and would have to see the update through alone.</summary>
    private void AwaitService(CancellationToken cancellation) => shell.Run(
        "tries=0; while [ \"$(systemctl is-active denseedge-agent 2>/dev/null)\" = activating ] && [ $tries -lt 30 ]; do "
        + "tries=$((tries+1)); sleep 1; done", cancellation);

    private RemoteAgent Copy(DeviceProbe probe, CancellationToken cancellation)
    {
        record.Clock.Begin("copy agent");
        return RemoteAgent.Copy(
            shell, probe, package, address.Store, _upload, Bytes(new FileInfo(package.Path).Length), cancellation);
    }

    private DeviceReport Install(DeviceProbe probe, CancellationToken cancellation)
    {
        if (probe.UserId != 0)
        {
            throw new FlashRefusedException(
                $"Expected root, who installs services, found {probe.User}. Add --sudo, or log in as root.");
        }

        string folder = Copy(probe, cancellation).Folder;
        record.Clock.Begin("install");
        string said = shell.RequireAsOwner(
            $"sh {ShellText.Quote($"{folder}/install")} && rm -rf {ShellText.Quote(folder)}", "Installing the service",
            cancellation);
        return record.Report(FlashOutcome.Installed, said.ReplaceLineEndings("; "));
    }

    private DeviceReport Apply(RemoteAgent agent, CancellationToken cancellation)
    {
        FlashPayload payload = options.Payload!;
        Judge([.. record.Findings, ModelsFinding.Of(payload.Manifest, agent.Facts(cancellation))]);
        record.Clock.Begin("upload");
        _upload.Send(payload.Path, payload.Digest, BundleThere, Bytes(payload.Bytes), cancellation);
        string[] root = options.Root is null ? [] : ["--root", SendRoot(options.Root, cancellation)];
        string[] downgrade = options.AllowDowngrade ? ["--allow-downgrade"] : [];
        string[] retry = options.RetryBad ? ["--retry-bad"] : [];
        DeviceReport report = Conclude(Told(
            agent, ["apply", "--bundle", BundleThere, "--json", .. root, .. downgrade, .. retry], cancellation));
        if (report.Outcome is not (FlashOutcome.Deferred or FlashOutcome.Failed))
        {
            RemoveUploads(cancellation);
        }

        return report;
    }

    private string SendRoot(string root, CancellationToken cancellation)
    {
        string digest = FlashPayload.DigestOf(root);
        string there = $"{Uploads}/{digest}.root.json";
        _upload.Send(root, digest, there, null, cancellation);
        return there;
    }

    private void RemoveUploads(CancellationToken cancellation)
    {
        string folder = ShellText.Quote(Uploads);
        shell.RequireAsOwner(
            $"cd {folder} && rm -f ./*.bundle ./*.part ./*.root.json", "Removing the upload", cancellation);
    }

    private AgentLine Told(RemoteAgent agent, string[] words, CancellationToken cancellation)
    {
        record.Clock.Begin(words[0]);
        return agent.Run(words, Show, cancellation);
    }

    private void Show(AgentLine line)
    {
        record.Clock.Begin(line.State!);
        record.Display.Update((line.Percent ?? 0) / 100, line.Message);
    }

    private DeviceReport Conclude(AgentLine last)
    {
        record.LastLine = last;
        return record.Report(AgentOutcome.Of(last.Result), last.Message);
    }

    private BytesShown Bytes(long total) => new(record.Display, total);
}
