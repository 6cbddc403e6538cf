using Microsoft.Data.Sqlite;

namespace DenseEdge.Fleet.Sql;

/// <summary>Somebody's statements that wait for the writer.</summary>
internal interface IPendingWrite
{
    /// <summary>Runs them within a savepoint; a failure of theirs undoes them alone.</summary>
    Task RunAsync(SqliteDatabase database, SqliteConnection connection, SqliteTransaction transaction);

    /// <summary>The transaction is on the disk: the one who waits gets his result, or his own failure.</summary>
    void Complete();

    /// <summary>The transaction is lost.</summary>
    void Fail(Exception exception);
}
