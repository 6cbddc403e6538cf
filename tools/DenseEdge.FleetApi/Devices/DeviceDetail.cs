namespace DenseEdge.FleetApi;

/// <summary>A device with its history.</summary>
public sealed record DeviceDetail : DeviceView
{
    /// <summary>What it was told to do, newest first.</summary>
    public IReadOnlyList<ActionView> Actions { get; init; } = [];
}
