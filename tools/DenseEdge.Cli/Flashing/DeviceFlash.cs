using DenseEdge.Cli.Remote;

namespace DenseEdge.Cli.Flashing;

/// <summary>
/// Does what was asked on one device. Every step can be done again: after a cut, or when the device was started anew, everything
/// begins from the top and finds what is done already. The agent itself needs nobody who waits for it.
/// </summary>
/// <param name="device">The device.</param>
/// <param name="options">What is done.</param>
/// <param name="package">The agent for devices that have none.</param>
/// <param name="display">Shows what happens.</param>
internal sealed class DeviceFlash(InventoryDevice device, FlashOptions options, AgentPackage package, IFlashDisplay display)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private readonly FlashRecord _record = new(device, display);

    /// <summary>Does it.</summary>
    /// <param name="cancellation">Stops; what the device began it ends by itself.</param>
    /// <returns>What happened; a failure is told there, and not thrown.</returns>
    public DeviceReport Run(CancellationToken cancellation)
    {
        try
        {
            return Retried(cancellation);
        }
        catch (OperationCanceledException)
        {
            return _record.Report(
                FlashOutcome.Failed,
                "interrupted here; what the device had begun it ends by itself, and the same command goes on");
        }
        catch (DeviceUnreachableException fault)
        {
            return _record.Report(_record.HasAnswered ? FlashOutcome.Failed : FlashOutcome.Unreachable, fault.Message);
        }
        catch (Exception fault) when (fault is DeviceRefusedException or FlashRefusedException)
        {
            return _record.Report(FlashOutcome.Refused, fault.Message);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return _record.Report(FlashOutcome.Failed, fault.Message);
        }
    }

    /// <summary>Tries again while a device that answered before doesn't answer: it may be starting anew. The time begins anew
    /// whenever something arrived.</summary>
    private DeviceReport Retried(CancellationToken cancellation)
    {
        long silentSince = TimeProvider.System.GetTimestamp();
        TimeSpan wait = FirstWait;
        long sentBefore = 0;
        while (true)
        {
            try
            {
                return Once(cancellation);
            }
            catch (DeviceUnreachableException fault) when (_record.HasAnswered)
            {
                if (_record.Tally.SentBytes > sentBefore)
                {
                    (sentBefore, silentSince, wait) = (_record.Tally.SentBytes, TimeProvider.System.GetTimestamp(), FirstWait);
                }
                else if (TimeProvider.System.GetElapsedTime(silentSince) > options.ReconnectTime)
                {
                    throw GivenUp(fault);
                }

                display.Say($"{fault.Message}; trying again in {wait.TotalSeconds:F0} s");
                cancellation.WaitHandle.WaitOne(wait);
                cancellation.ThrowIfCancellationRequested();
                wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, LongestWait.Ticks));
                _record.Reconnections++;
            }
        }
    }

    private DeviceReport Once(CancellationToken cancellation)
    {
        _record.Clock.Begin("connect");
        using SshSession session = SshSession.Open(device.Address.Ssh, options.SshOptions, cancellation);
        DeviceShell shell = new(session, options.Sudo);
        return new DeviceVisit(device.Address, options, package, _record, shell).Run(cancellation);
    }

    private DeviceUnreachableException GivenUp(DeviceUnreachableException fault) => new(
        $"{fault.Message}. Waited {options.ReconnectTime.TotalMinutes:F0} min for it; its old model keeps running, or the new "
        + "one if that had been committed. The same command goes on.",
        fault);
}
