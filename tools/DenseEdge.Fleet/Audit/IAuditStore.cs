namespace DenseEdge.Fleet.Audit;

/// <summary>Who did what. Entries are only added; the oldest go when there are too many.</summary>
public interface IAuditStore
{
    /// <summary>Adds an entry.</summary>
    /// <param name="entry">The entry; texts are cut at 1024 characters.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>A task.</returns>
    Task AddAsync(NewAuditEntry entry, CancellationToken cancellation = default);

    /// <summary>Lists entries, newest first.</summary>
    /// <param name="limit">Most of a page, 1 to 1000.</param>
    /// <param name="cursor">Where the page begins: <see cref="Page{T}.Next"/> of the one before.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>One page.</returns>
    Task<Page<AuditEntry>> ListAsync(int limit = 100, string? cursor = null, CancellationToken cancellation = default);
}
