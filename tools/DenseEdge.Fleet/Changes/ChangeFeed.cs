using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Changes;

/// <summary>
/// The change feed in SQL. On SQLite transactions end in the order of their revisions, so a moment is a revision. On PostgreSQL
/// they don't: there a moment is a transaction number below which every transaction has ended (xmin of a snapshot), and a reader
/// gets changes of transactions from his moment up to the one now. A change is thus given exactly once, after it was committed.
/// </summary>
internal sealed class ChangeFeed(StoreContext context) : IChangeFeed
{
    private bool IsPostgres => context.Sql.Dialect.Kind == DatabaseKind.PostgreSql;

    /// <summary>The column that moments are compared with.</summary>
    private SqlText Order => SqlText.Trusted(IsPostgres ? "tx" : "revision");

    private SqlText NextMoment => SqlText.Trusted(IsPostgres
        ? "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
        : "SELECT coalesce((SELECT max(seq) FROM sqlite_sequence WHERE name = 'changes'), 0) + 1");

    public Task<long> CurrentAsync(CancellationToken cancellation) => context.Sql.ReadAsync(MomentAsync, cancellation);

    public Task<ChangeBatch> ReadAsync(long since, int limit, CancellationToken cancellation) => context.Sql.ReadAsync(
        async session =>
        {
            Checks.Limit(limit, 10_000);
            long next = await MomentAsync(session).ConfigureAwait(false);
            if (since > next || await HasDroppedAsync(session, since).ConfigureAwait(false))
            {
                return new ChangeBatch(next, [], Missed: true);
            }

            List<Change> changes = await session.ListAsync(
                $"""
                SELECT revision, kind, subject FROM changes WHERE {Order} >= {since} AND {Order} < {next}
                ORDER BY {Order}, revision LIMIT {limit + 1}
                """,
                row => new Change(row.Long(), row.Name<ChangeKind>(), row.TextOrNull())).ConfigureAwait(false);
            bool missed = changes.Count > limit;
            return new ChangeBatch(next, missed ? [] : changes, missed);
        },
        cancellation);

    /// <summary>Drops the oldest changes and remembers up to where.</summary>
    public async Task DropOldAsync(Session session)
    {
        long? last = await session.LongAsync(
            $"SELECT revision FROM changes ORDER BY revision DESC LIMIT 1 OFFSET {context.Limits.Changes}").ConfigureAwait(false);
        if (last is null)
        {
            return;
        }

        long moment =
            (await session.LongAsync($"SELECT max({Order}) FROM changes WHERE revision <= {last}").ConfigureAwait(false))!.Value;
        await session.ExecuteAsync($"DELETE FROM changes WHERE revision <= {last}").ConfigureAwait(false);
        string text = moment.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await session.ExecuteAsync(
            $"""
            INSERT INTO settings (name, value) VALUES ({DroppedUpTo}, {text})
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """).ConfigureAwait(false);
    }

    private const string DroppedUpTo = "changes.dropped_up_to";

    private async Task<long> MomentAsync(Session session) => (await session.LongAsync(NextMoment).ConfigureAwait(false))!.Value;

    private static async Task<bool> HasDroppedAsync(Session session, long since) =>
        await session.AnyAsync(
            $"SELECT 1 FROM settings WHERE name = {DroppedUpTo} AND CAST(value AS bigint) >= {since}").ConfigureAwait(false);
}
