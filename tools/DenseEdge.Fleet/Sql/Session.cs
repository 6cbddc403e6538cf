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

    private DbCommand Command(SqlText sql)
    {
        DbCommand command = connection.CreateCommand();
        command.Transaction = transaction;
        sql.Bind(command, database.Parameter);
        return command;
    }
}
