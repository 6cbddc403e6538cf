using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace DenseEdge.Fleet.Sql;

/// <summary>
/// The one connection that writes. Those who come while it is busy share the next transaction, each within a savepoint of
/// its own, so that many small writes pay for one wait for the disk. Nobody is answered before that transaction is on the disk.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int MostPerTransaction = 64;

    private readonly SqliteDatabase _database;
    private readonly SqliteConnection _connection;
    private readonly Channel<IPendingWrite> _pending =
        Channel.CreateBounded<IPendingWrite>(new BoundedChannelOptions(4096) { SingleReader = true });

    private readonly Task _loop;

    public SqliteWriter(SqliteDatabase database, string path)
    {
        _database = database;
        _connection = SqliteFile.Open(path, write: true);
        _loop = Task.Run(RunAsync);
    }

    public async Task<T> WriteAsync<T>(Func<Session, Task<T>> body, CancellationToken cancellation)
    {
        var write = new PendingWrite<T>(body, cancellation);
        await _pending.Writer.WriteAsync(write, cancellation).ConfigureAwait(false);
        return await write.Task.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _pending.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        var batch = new List<IPendingWrite>();
        while (await _pending.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (batch.Count < MostPerTransaction && _pending.Reader.TryRead(out IPendingWrite? write))
            {
                batch.Add(write);
            }

            await CommitAsync(batch).ConfigureAwait(false);
            batch.Clear();
        }
    }

    private async Task CommitAsync(List<IPendingWrite> batch)
    {
        try
        {
            await using SqliteTransaction transaction = _connection.BeginTransaction(deferred: false);
            foreach (IPendingWrite write in batch)
            {
                await write.RunAsync(_database, _connection, transaction).ConfigureAwait(false);
            }

            await transaction.CommitAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or InvalidOperationException)
        {
            batch.ForEach(write => write.Fail(exception));
            return;
        }

        batch.ForEach(write => write.Complete());
    }
}
