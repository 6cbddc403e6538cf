using System.Data;
using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace DenseEdge.Fleet.Sql;

/// <summary>A PostgreSQL server, with a pool of connections.</summary>
internal sealed class PostgresDatabase : SqlDatabase
{
    private const int MostTries = 10;

    // More transactions at once than this only wait for each other's locks and for the log, and would take the connections that
    // polls need.
    private const int MostWriters = 24;

    private readonly SemaphoreSlim _writers = new(MostWriters);
    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider? _time;

    /// <param name="connection">The connection text.</param>
    /// <param name="time">A clock in place of the database's; null for the database's.</param>
    public PostgresDatabase(string connection, TimeProvider? time)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection) { ApplicationName = "denseedge-fleet" };
        if (settings.MaxAutoPrepare == 0)
        {
            settings.MaxAutoPrepare = 128;
        }

        // Nothing here changes a connection for longer than a transaction, so that there is nothing to take back.
        settings.NoResetOnClose = true;
        _source = NpgsqlDataSource.Create(settings);
        _time = time;
    }

    public override Dialect Dialect { get; } = new PostgresDialect();

    public override SqlText Now() => _time is null
        ? SqlText.Trusted("(extract(epoch FROM clock_timestamp()) * 1000)::bigint")
        : (SqlText)$"{_time.GetUtcNow()}::bigint";

    public override DbParameter Parameter(int number, SqlValue value) => new NpgsqlParameter
    {
        NpgsqlDbType = value.Type switch
        {
            SqlType.Integer => NpgsqlDbType.Bigint,
            SqlType.Real => NpgsqlDbType.Double,
            _ => NpgsqlDbType.Text,
        },
        Value = value.Value ?? DBNull.Value,
    };

    public override async Task<T> ReadAsync<T>(Func<Session, Task<T>> body, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await _source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        return await body(new Session(this, connection, null, cancellation)).ConfigureAwait(false);
    }

    public override Task<T> ReadSnapshotAsync<T>(Func<Session, Task<T>> body, CancellationToken cancellation) =>
        RunAsync(body, IsolationLevel.RepeatableRead, cancellation);

    public override async Task<T> WriteAsync<T>(Func<Session, Task<T>> body, CancellationToken cancellation)
    {
        await _writers.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await WriteInTurnAsync(body, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _writers.Release();
        }
    }

    private async Task<T> WriteInTurnAsync<T>(Func<Session, Task<T>> body, CancellationToken cancellation)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                return await RunAsync(body, IsolationLevel.ReadCommitted, cancellation).ConfigureAwait(false);
            }
            catch (PostgresException exception) when (tries < MostTries && IsCollision(exception))
            {
                // The database has undone this transaction to let another one pass: it may try again at once.
            }
        }
    }

    public override Task LockSchemaAsync(Session session) =>
        session.LongAsync($"SELECT 1 FROM (SELECT pg_advisory_xact_lock(723544190552)) AS locked");

    public override SqlText TableExists(string table) => $"SELECT 1 WHERE to_regclass({table}) IS NOT NULL";

    public override async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync().ConfigureAwait(false);
        _writers.Dispose();
    }

    private static bool IsCollision(PostgresException exception) =>
        exception.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    private async Task<T> RunAsync<T>(Func<Session, Task<T>> body, IsolationLevel isolation, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await _source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using NpgsqlTransaction transaction =
            await connection.BeginTransactionAsync(isolation, cancellation).ConfigureAwait(false);
        T result = await body(new Session(this, connection, transaction, cancellation)).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        return result;
    }
}
