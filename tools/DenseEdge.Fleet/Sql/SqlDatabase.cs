using System.Data.Common;

namespace DenseEdge.Fleet.Sql;

/// <summary>Connections and transactions of one database.</summary>
internal abstract class SqlDatabase : IAsyncDisposable
{
    public abstract Dialect Dialect { get; }

    /// <summary>The moment now as milliseconds: an expression, or a parameter.</summary>
    public abstract SqlText Now();

    public abstract DbParameter Parameter(int number, SqlValue value);

    /// <summary>Runs statements that read. Each sees what was committed before it.</summary>
    public abstract Task<T> ReadAsync<T>(Func<Session, Task<T>> body, CancellationToken cancellation);

    /// <summary>Runs statements that read, all of which see the same moment.</summary>
    public abstract Task<T> ReadSnapshotAsync<T>(Func<Session, Task<T>> body, CancellationToken cancellation);

    /// <summary>
    /// Runs one transaction, which is on the disk when the task ends. The body may run again after a deadlock, so it changes
    /// nothing but the database.
    /// </summary>
    public abstract Task<T> WriteAsync<T>(Func<Session, Task<T>> body, CancellationToken cancellation);

    /// <summary>Keeps other nodes from changing the schema until the transaction ends.</summary>
    public abstract Task LockSchemaAsync(Session session);

    /// <summary>Whether a table is there.</summary>
    public abstract SqlText TableExists(string table);

    public Task WriteAsync(Func<Session, Task> body, CancellationToken cancellation) => WriteAsync(
        async session =>
        {
            await body(session).ConfigureAwait(false);
            return true;
        },
        cancellation);

    public abstract ValueTask DisposeAsync();
}
