using System.Data.Common;

namespace DenseEdge.Fleet.Sql;

/// <summary>A connection, in a transaction if it writes. For one user at a time.</summary>
internal sealed class Session(
    SqlDatabase database, DbConnection connection, DbTransaction? transaction, CancellationToken cancellation)
{
    /// <summary>What differs between the databases.</summary>
    public Dialect Dialect => database.Dialect;

    /// <summary>The moment of the statement that it stands in, as milliseconds.</summary>
    public SqlText Now => database.Now();

    public CancellationToken Cancellation => cancellation;

    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it changed.</returns>
    public async Task<int> ExecuteAsync(SqlText sql)
    {
        await using DbCommand command = Command(sql);
        return await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Runs statements one after the other; a database at the end of a network gets them in one message.</summary>
    public async Task ExecuteAllAsync(IEnumerable<SqlText> statements)
    {
        if (connection.CanCreateBatch)
        {
            await using DbBatch batch = Batch(statements);
            await batch.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
            return;
        }

        foreach (SqlText sql in statements)
        {
            await ExecuteAsync(sql).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Locks what a statement reads, and then reads another statement's first row, which sees what whoever held the lock has done.
    /// </summary>
    /// <returns>The row; null if there is none, whether or not the first statement read something.</returns>
    public async Task<T?> FindLockedAsync<T>(SqlText locks, SqlText sql, Func<SqlRow, T> read)
        where T : class
    {
        if (!connection.CanCreateBatch)
        {
            await AnyAsync(locks).ConfigureAwait(false);
            return await FindAsync(sql, read).ConfigureAwait(false);
        }

        await using DbBatch batch = Batch([locks, sql]);
        await using DbDataReader reader = await batch.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        await reader.NextResultAsync(cancellation).ConfigureAwait(false);
        return await reader.ReadAsync(cancellation).ConfigureAwait(false) ? read(new SqlRow(reader)) : null;
    }

    public async Task<List<T>> ListAsync<T>(SqlText sql, Func<SqlRow, T> read)
    {
        var rows = new List<T>();
        await foreach (T row in StreamAsync(sql, read).ConfigureAwait(false))
        {
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>The rows one by one, so that a table needn't fit into memory.</summary>
    public async IAsyncEnumerable<T> StreamAsync<T>(SqlText sql, Func<SqlRow, T> read)
    {
        await using DbCommand command = Command(sql);
        await using DbDataReader reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var row = new SqlRow(reader);
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            row.Rewind();
            yield return read(row);
        }
    }

    /// <summary>The first row, or null.</summary>
    public async Task<T?> FindAsync<T>(SqlText sql, Func<SqlRow, T> read)
        where T : class
    {
        await using DbCommand command = Command(sql);
        await using DbDataReader reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        return await reader.ReadAsync(cancellation).ConfigureAwait(false) ? read(new SqlRow(reader)) : null;
    }

    /// <summary>The first column of the first row; null if there is no row or it is null.</summary>
    public async Task<long?> LongAsync(SqlText sql)
    {
        await using DbCommand command = Command(sql);
        object? value = await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false);
        return value is null or DBNull ? null : Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture);
    }

    public async Task<bool> AnyAsync(SqlText sql) => await LongAsync(sql).ConfigureAwait(false) is not null;

    /// <summary>The moment now, in milliseconds.</summary>
    public async Task<long> NowMsAsync() => (await LongAsync($"SELECT {Now}").ConfigureAwait(false))!.Value;

    /// <summary>Tells the change feed.</summary>
    public Task ChangedAsync(Changes.ChangeKind kind, string? id) =>
        ExecuteAsync($"INSERT INTO changes (kind, subject) VALUES ({kind}, {id})");

#pragma warning disable CA2100 // The texts consist of this program's literals: see SqlText.
    private DbCommand Command(SqlText sql)
    {
        DbCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql.Bind(command.Parameters, database.Parameter);
        return command;
    }

    private DbBatch Batch(IEnumerable<SqlText> statements)
    {
        DbBatch batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (SqlText sql in statements)
        {
            DbBatchCommand command = batch.CreateBatchCommand();
            command.CommandText = sql.Bind(command.Parameters, database.Parameter);
            batch.BatchCommands.Add(command);
        }

        return batch;
    }
#pragma warning restore CA2100
}
