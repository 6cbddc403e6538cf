namespace DenseEdge.FleetApi;

/// <summary>A part of a long list.</summary>
/// <typeparam name="T">What the list is of.</typeparam>
public sealed record Page<T>
{
    /// <summary>The items, in the order that was asked for.</summary>
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>The cursor of the next part; null after the last one.</summary>
    public string? Next { get; init; }

    /// <summary>How many items the whole list has; null where counting them costs more than it tells.</summary>
    public long? Total { get; init; }
}
