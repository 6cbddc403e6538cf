namespace DenseEdge.FleetApi;

/// <summary>How models do on one kind of board, as its devices measured it.</summary>
public sealed record BoardReport
{
    /// <summary>The board; empty for devices that reported none.</summary>
    public required string Board { get; init; }

    /// <summary>How many devices have it.</summary>
    public int Devices { get; init; }

    /// <summary>The models that run there.</summary>
    public IReadOnlyList<BoardModelReport> Models { get; init; } = [];

    /// <summary>How many devices have which health.</summary>
    public IReadOnlyDictionary<string, int> Health { get; init; } = new Dictionary<string, int>();
}
