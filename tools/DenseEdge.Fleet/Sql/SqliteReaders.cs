using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace DenseEdge.Fleet.Sql;

/// <summary>Connections that only read. As many as there are cores, and a few for those who wait for the disk.</summary>
internal sealed class SqliteReaders(string path) : IDisposable
{
    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private readonly SemaphoreSlim _free = new(Environment.ProcessorCount + 4);

    public async Task<SqliteConnection> RentAsync(CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return _idle.TryTake(out SqliteConnection? connection) ? connection : SqliteFile.Open(path, write: false);
        }
        catch (SqliteException)
        {
            _free.Release();
            throw;
        }
    }

    public void Return(SqliteConnection connection)
    {
        _idle.Add(connection);
        _free.Release();
    }

    public void Dispose()
    {
        while (_idle.TryTake(out SqliteConnection? connection))
        {
            connection.Dispose();
        }

        _free.Dispose();
    }
}
