using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Schema;

/// <summary>Brings a database's schema up, one transaction per step. Nodes that start at once take turns.</summary>
internal static class Migrator
{
    /// <summary>The version that this program writes.</summary>
    public static int Target => Migration.All[^1].Version;

    /// <exception cref="FleetException">The schema is of a newer program.</exception>
    public static async Task BringUpAsync(
        SqlDatabase database, IReadOnlyList<Migration> migrations, CancellationToken cancellation)
    {
        int target = migrations[^1].Version;
        while (await database.WriteAsync(
            session => StepAsync(database, session, migrations), cancellation).ConfigureAwait(false) < target)
        {
            // One more step: each is a transaction of its own.
        }
    }

    /// <returns>The version after the step.</returns>
    private static async Task<int> StepAsync(SqlDatabase database, Session session, IReadOnlyList<Migration> migrations)
    {
        await database.LockSchemaAsync(session).ConfigureAwait(false);
        int version = await VersionAsync(database, session).ConfigureAwait(false);
        int target = migrations[^1].Version;
        if (version > target)
        {
            throw new FleetException(
                FleetFault.NewerSchema,
                $"This program knows the fleet database up to schema {target}, but the database has schema {version}. " +
                "Use the newer program, or restore a backup that was made before it.");
        }

        if (version == target)
        {
            return version;
        }

        Migration next = migrations.First(migration => migration.Version == version + 1);
        await session.ExecuteAsync(SqlText.Trusted(next.Statements(session.Dialect))).ConfigureAwait(false);
        await session.ExecuteAsync(
            $"INSERT INTO schema_version (version, name, applied_ms) VALUES ({next.Version}, {next.Name}, {session.Now})")
            .ConfigureAwait(false);
        return next.Version;
    }

    private static async Task<int> VersionAsync(SqlDatabase database, Session session)
    {
        if (!await session.AnyAsync(database.TableExists("schema_version")).ConfigureAwait(false))
        {
            string text = session.Dialect.TextType;
            await session.ExecuteAsync(SqlText.Trusted(
                $"CREATE TABLE schema_version (version bigint PRIMARY KEY, name {text} NOT NULL, applied_ms bigint NOT NULL)"))
                .ConfigureAwait(false);
            return 0;
        }

        return (int)(await session.LongAsync($"SELECT max(version) FROM schema_version").ConfigureAwait(false) ?? 0);
    }
}
