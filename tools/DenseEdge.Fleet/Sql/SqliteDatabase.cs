using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace DenseEdge.Fleet.Sql;

/// <summary>An SQLite file in write-ahead mode: one connection writes, others read what was committed before.</summary>
internal sealed class SqliteDatabase : SqlDatabase
{
    private readonly TimeProvider _time;
    private readonly SqliteReaders _readers;
    private readonly SqliteWriter _writer;

    /// <param name="path">The file, made if missing.</param>
    /// <param name="time">The clock.</param>
    public SqliteDatabase(string path, TimeProvider time)
    {
        _time = time;
        SQLitePCL.Batteries_V2.Init();
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _writer = new SqliteWriter(this, path);
        _readers = new SqliteReaders(path);
    }

    public override Dialect Dialect { get; } = new SqliteDialect();

    public override SqlText Now() => $"{_time.GetUtcNow()}";

    public override DbParameter Parameter(int number, SqlValue value) => new SqliteParameter(
        "$" + number.ToString(System.Globalization.CultureInfo.InvariantCulture), value.Value ?? DBNull.Value);

    public override async Task<T> ReadAsync<T>(Func<Session, Task<T>> body, CancellationToken cancellation)
    {
        SqliteConnection connection = await _readers.RentAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await body(new Session(this, connection, null, cancellation)).ConfigureAwait(false);
        }
        finally
        {
            _readers.Return(connection);
        }
    }

    public override Task<T> ReadSnapshotAsync<T>(Func<Session, Task<T>> body, CancellationToken cancellation) => ReadAsync(
        async session =>
        {
            await session.ExecuteAsync($"BEGIN").ConfigureAwait(false);
            try
            {
                return await body(session).ConfigureAwait(false);
            }
            finally
            {
                await session.ExecuteAsync($"ROLLBACK").ConfigureAwait(false);
            }
        },
        cancellation);

    public override Task<T> WriteAsync<T>(Func<Session, Task<T>> body, CancellationToken cancellation) =>
        _writer.WriteAsync(body, cancellation);

    // The writer's transactions are immediate: two nodes on one file take turns.
    public override Task LockSchemaAsync(Session session) => Task.CompletedTask;

    public override SqlText TableExists(string table) =>
        $"SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = {table}";

    public override async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        _readers.Dispose();
    }
}
