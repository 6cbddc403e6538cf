namespace DenseEdge.FleetApi;

/// <summary>The hours in which devices may be offered a version.</summary>
public sealed record RolloutWindow
{
    /// <summary>The first minute, as HH:MM.</summary>
    public required string From { get; init; }

    /// <summary>The minute in which it is over, as HH:MM; before <see cref="From"/> if it lies on the next day.</summary>
    public required string To { get; init; }

    /// <summary>The days on which it opens: mon, tue, wed, thu, fri, sat, sun; empty for all.</summary>
    public IReadOnlyList<string> Days { get; init; } = [];

    /// <summary>The time zone's IANA name, such as Europe/Berlin.</summary>
    /// <value>UTC.</value>
    public string TimeZone { get; init; } = "UTC";
}
