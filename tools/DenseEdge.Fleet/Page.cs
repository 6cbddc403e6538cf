namespace DenseEdge.Fleet;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The page, in order.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
/// <param name="Total">How many there are on all pages.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next, long Total);
