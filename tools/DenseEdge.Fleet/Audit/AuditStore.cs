using System.Globalization;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Audit;

/// <summary>The audit log in SQL.</summary>
internal sealed class AuditStore(StoreContext context) : IAuditStore
{
    private const int MostCharacters = 1024;

    public Task AddAsync(NewAuditEntry entry, CancellationToken cancellation) => context.Sql.WriteAsync(
        session => session.ExecuteAsync(
            $"""
            INSERT INTO audit (time_ms, who, what, subject, detail, address)
            VALUES ({session.Now}, {Cut(entry.Who)}, {Cut(entry.What)}, {Cut(entry.Subject)}, {Cut(entry.Detail)},
                {Cut(entry.Address)})
            """),
        cancellation);

    public Task<Page<AuditEntry>> ListAsync(int limit, string? cursor, CancellationToken cancellation) => context.Sql.ReadAsync(
        async session =>
        {
            Checks.Limit(limit, 1000);
            SqlText before = string.IsNullOrEmpty(cursor) ? SqlText.Trusted("1 = 1") : $"id < {PageCursor.ReadNumber(cursor)}";
            List<AuditEntry> entries = await session.ListAsync(
                $"""
                SELECT id, time_ms, who, what, subject, detail, address FROM audit
                WHERE {before} ORDER BY id DESC LIMIT {limit + 1}
                """,
                row => new AuditEntry(
                    row.Long(), row.Time(), row.Text(), row.Text(), row.TextOrNull(), row.TextOrNull(), row.TextOrNull()))
                .ConfigureAwait(false);
            long total = (await session.LongAsync($"SELECT count(*) FROM audit").ConfigureAwait(false))!.Value;
            string? next = entries.Count > limit
                ? PageCursor.Write(entries[limit - 1].Id.ToString(CultureInfo.InvariantCulture))
                : null;
            return new Page<AuditEntry>([.. entries.Take(limit)], next, total);
        },
        cancellation);

    private static string? Cut(string? text) =>
        text is null ? null : Checks.Clean(text.Length > MostCharacters ? text[..MostCharacters] : text);
}
