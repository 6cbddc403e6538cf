namespace DenseEdge.FleetApi;

/// <summary>How many devices the fleet has, and how they stand.</summary>
public sealed record DeviceTotals
{
    /// <summary>All devices.</summary>
    public required long Devices { get; init; }

    /// <summary>How many are in which state; a state without a device is left out.</summary>
    public required IReadOnlyDictionary<string, long> States { get; init; }

    /// <summary>How many have which health; a value without a device is left out.</summary>
    public required IReadOnlyDictionary<string, long> Health { get; init; }

    /// <summary>How many run which version; devices that told none are left out.</summary>
    public required IReadOnlyList<VersionTotal> Versions { get; init; }
}
