namespace DenseEdge.Cli.Flashing;

/// <summary>What is known of one device, over all connections to it.</summary>
/// <param name="device">The device.</param>
/// <param name="display">Shows what happens.</param>
internal sealed class FlashRecord(InventoryDevice device, IFlashDisplay display)
{
    private string? _bootId;
    private bool _restarted;

    /// <summary>The steps.</summary>
    public StepClock Clock { get; } = new(display, TimeProvider.System);

    /// <summary>Where things are shown.</summary>
    public IFlashDisplay Display => display;

    /// <summary>What went over the wire.</summary>
    public UploadTally Tally { get; } = new();

    /// <summary>What was looked at before anything was changed.</summary>
    public IReadOnlyList<PreflightFinding> Findings { get; set; } = [];

    /// <summary>Whether it ever answered.</summary>
    public bool HasAnswered => _bootId is not null;

    /// <summary>How often the connection was made anew.</summary>
    public int Reconnections { get; set; }

    /// <summary>The agent's last line; null before it.</summary>
    public AgentLine? LastLine { get; set; }

    /// <summary>Takes the device's answer.</summary>
    /// <param name="probe">The answer.</param>
    public void Answered(DeviceProbe probe)
    {
        ArgumentNullException.ThrowIfNull(probe);
        if (_bootId is null)
        {
            Tally.FoundBytes = probe.UploadedBytes;
        }
        else
        {
            _restarted |= probe.BootId != _bootId;
        }

        _bootId = probe.BootId;
    }

    /// <summary>Ends the record.</summary>
    /// <param name="outcome">How it ended.</param>
    /// <param name="message">What happened.</param>
    public DeviceReport Report(FlashOutcome outcome, string message) => new()
    {
        Device = device.Name,
        Address = device.Address.ToString(),
        Outcome = outcome,
        Message = message,
        Digest = LastLine?.Digest,
        Preflight = Findings,
        Steps = Clock.End(),
        SentBytes = Tally.SentBytes,
        FoundBytes = Tally.FoundBytes,
        Reconnections = Reconnections,
        Restarted = _restarted,
        Agent = LastLine?.Whole,
    };
}
