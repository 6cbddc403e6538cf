using Microsoft.Data.Sqlite;

namespace DenseEdge.Fleet.Sql;

/// <summary>Opens connections to an SQLite file, all alike.</summary>
internal static class SqliteFile
{
    /// <summary>Seconds to wait for another process that holds the file.</summary>
    private const int BusySeconds = 30;

    public static SqliteConnection Open(string path, bool write)
    {
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = write ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            ForeignKeys = true,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        };
        var connection = new SqliteConnection(settings.ToString());
        connection.Open();
        Run(connection, "PRAGMA busy_timeout = 30000");
        Run(connection, write ? "PRAGMA journal_mode = WAL" : "PRAGMA query_only = ON");

        // A committed transaction survives a power cut: a device that was told "200" never sends its feedback again.
        Run(connection, "PRAGMA synchronous = FULL");
        Run(connection, "PRAGMA cache_size = -16000");
        return connection;
    }

    private static void Run(SqliteConnection connection, string statement)
    {
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Only the literals above come here.
        command.CommandText = statement;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
