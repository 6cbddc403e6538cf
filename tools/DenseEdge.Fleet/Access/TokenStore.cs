using System.Globalization;
using DenseEdge.Fleet.Changes;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Access;

/// <summary>Tokens in SQL.</summary>
internal sealed class TokenStore(StoreContext context) : ITokenStore
{
    private static readonly SqlText Columns = SqlText.Trusted("t.id, t.name, t.role, t.created_ms, t.expires_ms, t.last_used_ms");

    public Task<AccessToken> AddAsync(NewToken token, CancellationToken cancellation)
    {
        Checks.Text(token.Name, "a token's name", 64);
        return context.Sql.WriteAsync(
            async session =>
            {
                long id = (await session.LongAsync(
                    $"""
                    INSERT INTO tokens (name, role, hash, created_ms, expires_ms)
                    VALUES ({token.Name}, {token.Role}, {token.Hash}, {session.Now}, {token.Expires}) RETURNING id
                    """).ConfigureAwait(false))!.Value;
                await session.ChangedAsync(ChangeKind.Token, Text(id)).ConfigureAwait(false);
                return (await session.FindAsync(
                    $"SELECT {Columns} FROM tokens t WHERE t.id = {id}", Read).ConfigureAwait(false))!;
            },
            cancellation);
    }

    public Task<AccessToken?> FindAsync(string hash, CancellationToken cancellation) => context.Sql.ReadAsync(
        session => session.FindAsync(
            $"""
            SELECT {Columns} FROM tokens t
            WHERE t.hash = {hash} AND (t.expires_ms IS NULL OR t.expires_ms > {session.Now})
            """,
            Read),
        cancellation);

    public Task<IReadOnlyList<AccessToken>> ListAsync(CancellationToken cancellation) => context.Sql.ReadAsync(
        async session => (IReadOnlyList<AccessToken>)await session.ListAsync(
            $"SELECT {Columns} FROM tokens t ORDER BY t.id", Read).ConfigureAwait(false),
        cancellation);

    public Task<bool> DeleteAsync(long id, CancellationToken cancellation) => context.Sql.WriteAsync(
        async session =>
        {
            // All admin tokens are locked, so that two nodes can't each remove the other's last one.
            List<long> admins = await session.ListAsync(
                $"SELECT id FROM tokens WHERE role = 'admin' AND expires_ms IS NULL ORDER BY id{session.Dialect.ForUpdate}",
                row => row.Long()).ConfigureAwait(false);
            if (admins.Count == 1 && admins[0] == id)
            {
                throw FleetException.Conflict(
                    $"Token {id} is the last one with role admin that never expires: make another one first, or nobody could.");
            }

            bool found = await session.ExecuteAsync($"DELETE FROM tokens WHERE id = {id}").ConfigureAwait(false) == 1;
            if (found)
            {
                await session.ChangedAsync(ChangeKind.Token, Text(id)).ConfigureAwait(false);
            }

            return found;
        },
        cancellation);

    public Task UsedAsync(IReadOnlyDictionary<long, DateTimeOffset> uses, CancellationToken cancellation)
    {
        string json = JsonRows.Write(uses.OrderBy(use => use.Key), (row, use) =>
        {
            row.WriteNumber("id", use.Key);
            row.WriteNumber("time_ms", use.Value.ToUnixTimeMilliseconds());
        });
        return context.Sql.WriteAsync(
            session => session.ExecuteAsync(
                $"""
                UPDATE tokens AS t SET last_used_ms = v.time_ms
                FROM {session.Dialect.Rows(json, ("id", SqlType.Integer), ("time_ms", SqlType.Integer))} v
                WHERE t.id = v.id AND (t.last_used_ms IS NULL OR t.last_used_ms < v.time_ms)
                """),
            cancellation);
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static AccessToken Read(SqlRow row) =>
        new(row.Long(), row.Text(), row.Name<AccessRole>(), row.Time(), row.TimeOrNull(), row.TimeOrNull());
}
