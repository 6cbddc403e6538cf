namespace DenseEdge.Fleet.Changes;

/// <summary>
/// What changed, for whichever node asks. Nothing committed is ever skipped, whatever order transactions end in.
/// </summary>
public interface IChangeFeed
{
    /// <summary>The moment now.</summary>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>A moment for <see cref="ReadAsync"/>.</returns>
    Task<long> CurrentAsync(CancellationToken cancellation = default);

    /// <summary>What changed since a moment.</summary>
    /// <param name="since">From <see cref="CurrentAsync"/> or <see cref="ChangeBatch.Next"/>.</param>
    /// <param name="limit">Most changes, 1 to 10,000; when there are more, Missed is set and Next is the moment now.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The changes.</returns>
    Task<ChangeBatch> ReadAsync(long since, int limit = 1000, CancellationToken cancellation = default);
}
