using DenseEdge.Fleet.Schema;
using DenseEdge.Fleet.Sql;
using DenseEdge.Fleet.Tests.Support;

namespace DenseEdge.Fleet.Tests.Schema;

public sealed class MigratorTests
{
    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Open_SeveralNodesAtOnce_MakeOneSchema(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await DropAllAsync(fleet);

        FleetDatabase[] nodes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(fleet.OpenNodeAsync)));

        await nodes[2].Devices.AddAsync(new Fleet.Devices.NewDevice { Id = "cam" });
        Assert.NotNull(await nodes[0].Devices.FindAsync("cam"));
        foreach (FleetDatabase node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Open_NewerSchema_IsRefused(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        await fleet.Store.Sql.WriteAsync(
            session => session.ExecuteAsync($"INSERT INTO schema_version (version, name, applied_ms) VALUES (99, 'future', 0)"), default);

        FleetException fault = await Assert.ThrowsAsync<FleetException>(fleet.OpenNodeAsync);

        Assert.Equal(FleetFault.NewerSchema, fault.Fault);
        Assert.Contains("up to schema 1, but the database has schema 99", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task BringUp_StepThatFails_LeavesTheStepBefore(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        Migration[] steps =
        [
            .. Migration.All,
            new(2, "good", _ => "CREATE TABLE second (id bigint)"),
            new(3, "bad", _ => "CREATE TABLE third (id bigint); INSERT INTO nowhere VALUES (1)"),
        ];

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Migrator.BringUpAsync(fleet.Store.Sql, steps, default));

        Assert.Equal(2, await fleet.Store.Sql.ReadAsync(session => session.LongAsync($"SELECT max(version) FROM schema_version"), default));
        Assert.True(await fleet.Store.Sql.ReadAsync(session => session.AnyAsync(fleet.Store.Sql.TableExists("second")), default));
        Assert.False(await fleet.Store.Sql.ReadAsync(session => session.AnyAsync(fleet.Store.Sql.TableExists("third")), default));
    }

    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Tables_OfBackups_AreThoseOfTheSchema(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        SqlText columns = kind == DatabaseKind.Sqlite
            ? (SqlText)$"SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'"
            : $"SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = 'public'";
        List<string> real = await fleet.Store.Sql.ReadAsync(
            session => session.ListAsync(columns, row => $"{row.Text()}.{row.Text()}"), default);

        IEnumerable<string> known = Table.All.SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column.Name}"));

        Assert.Equal(
            real.Where(name => !name.StartsWith("changes.", StringComparison.Ordinal) && !name.StartsWith("schema_version.", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal),
            known.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Host=db;Database=fleet", DatabaseKind.PostgreSql)]
    [InlineData(" server = db ; Database=fleet", DatabaseKind.PostgreSql)]
    [InlineData("/var/lib/fleet.db", DatabaseKind.Sqlite)]
    [InlineData("fleet;host.db", DatabaseKind.Sqlite)]
    public void KindOf_ConnectionTextOrPath_IsTold(string database, DatabaseKind expected) =>
        Assert.Equal(expected, FleetDatabase.KindOf(database));

    private static Task DropAllAsync(TestFleet fleet) => fleet.Store.Sql.WriteAsync(
        async session =>
        {
            foreach (string table in Table.All.Select(table => table.Name).Reverse().Concat(["changes", "schema_version"]))
            {
                await session.ExecuteAsync($"DROP TABLE {SqlText.Trusted(table)}");
            }
        },
        default);
}
