using Microsoft.Data.Sqlite;

namespace DenseEdge.Fleet.Sql;

/// <summary>Statements with a result that wait for the writer.</summary>
internal sealed class PendingWrite<T>(Func<Session, Task<T>> body, CancellationToken cancellation) : IPendingWrite
{
    private const string Savepoint = "one_of_many";

    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private Exception? _failure;

    public Task<T> Task => _done.Task;

#pragma warning disable CA1031 // Whatever the statements' owner did wrong goes to him and to nobody else in the transaction.
    public async Task RunAsync(SqliteDatabase database, SqliteConnection connection, SqliteTransaction transaction)
    {
        await transaction.SaveAsync(Savepoint, CancellationToken.None).ConfigureAwait(false);
        try
        {
            cancellation.ThrowIfCancellationRequested();
            _result = await body(new Session(database, connection, transaction, cancellation)).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _failure = exception;
            await transaction.RollbackAsync(Savepoint, CancellationToken.None).ConfigureAwait(false);
        }

        await transaction.ReleaseAsync(Savepoint, CancellationToken.None).ConfigureAwait(false);
    }
#pragma warning restore CA1031

    public void Complete()
    {
        if (_failure is null)
        {
            _done.SetResult(_result!);
        }
        else
        {
            Fail(_failure);
        }
    }

    public void Fail(Exception exception)
    {
        if (exception is OperationCanceledException)
        {
            _done.SetCanceled(cancellation);
        }
        else
        {
            _done.SetException(exception);
        }
    }
}
