using DenseEdge.Fleet.Changes;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Settings;

/// <summary>Values that all nodes share, in SQL.</summary>
internal sealed class SettingStore(StoreContext context) : ISettingStore
{
    public Task<string?> FindAsync(string name, CancellationToken cancellation) =>
        context.Sql.ReadAsync(session => FindAsync(session, name), cancellation);

    public Task SetAsync(string name, string? value, CancellationToken cancellation)
    {
        Checks.Text(name, "a setting's name", 64);
        return context.Sql.WriteAsync(
            async session =>
            {
                await session.ExecuteAsync($"DELETE FROM settings WHERE name = {name}").ConfigureAwait(false);
                if (value is not null)
                {
                    await InsertAsync(session, name, value).ConfigureAwait(false);
                }

                await session.ChangedAsync(ChangeKind.Setting, name).ConfigureAwait(false);
            },
            cancellation);
    }

    public Task<string> GetOrSetAsync(string name, string value, CancellationToken cancellation)
    {
        Checks.Text(name, "a setting's name", 64);
        return context.Sql.WriteAsync(
            async session =>
            {
                await InsertAsync(session, name, value).ConfigureAwait(false);
                return (await FindAsync(session, name).ConfigureAwait(false))!;
            },
            cancellation);
    }

    private static Task<string?> FindAsync(Session session, string name) =>
        session.FindAsync($"SELECT value FROM settings WHERE name = {name}", row => row.Text());

    private static Task<int> InsertAsync(Session session, string name, string value) => session.ExecuteAsync(
        $"INSERT INTO settings (name, value) VALUES ({name}, {value}) ON CONFLICT (name) DO NOTHING");
}
