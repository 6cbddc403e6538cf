namespace DenseEdge.FleetApi;

/// <summary>One message of a device about an update.</summary>
public sealed record ActionReport
{
    /// <summary>When it came in.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>closed, proceeding, canceled, scheduled, rejected, resumed, downloaded or download, as DDI names them.</summary>
    public required string Execution { get; init; }

    /// <summary>success, failure or none.</summary>
    public required string Result { get; init; }

    /// <summary>The device's own code; null if it sent none.</summary>
    public int? Code { get; init; }

    /// <summary>Lines of text. Nothing in them can be trusted.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];
}
