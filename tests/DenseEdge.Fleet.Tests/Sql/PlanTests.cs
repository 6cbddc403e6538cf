using DenseEdge.Fleet.Actions;
using DenseEdge.Fleet.Sql;
using DenseEdge.Fleet.Tests.Support;

namespace DenseEdge.Fleet.Tests.Sql;

public sealed class PlanTests
{
    /// <summary>A poll, which comes hundreds of times a second, reads no table from end to end.</summary>
    [Theory]
    [Sqlite]
    [Postgres]
    public async Task Poll_UsesItsIndexes(DatabaseKind kind)
    {
        await using TestFleet fleet = await TestFleet.OpenAsync(kind);
        SqlText explain = SqlText.Trusted(kind == DatabaseKind.Sqlite ? "EXPLAIN QUERY PLAN" : "EXPLAIN (COSTS OFF)");
        string plan = await fleet.Store.Sql.WriteAsync(
            async session =>
            {
                if (kind == DatabaseKind.PostgreSql)
                {
                    // Tables of a few rows are read whole, unless that is forbidden.
                    await session.ExecuteAsync($"SET LOCAL enable_seqscan = off");
                }

                List<string> lines = await session.ListAsync(
                    $"""
                    {explain} SELECT d.token_hash, a.state FROM devices d LEFT JOIN actions a ON a.id =
                        (SELECT min(o.id) FROM actions o WHERE o.device_id = d.id AND o.state IN ({ActionSql.Open}))
                    WHERE d.id = 'cam'
                    """,
                    row => kind == DatabaseKind.Sqlite ? row.Long() + row.Long() + row.Long() + row.Text() : row.Text());
                return string.Join('\n', lines);
            },
            default);

        Assert.Contains("actions_open", plan, StringComparison.Ordinal);
        Assert.DoesNotContain(kind == DatabaseKind.Sqlite ? "SCAN" : "Seq Scan", plan, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_EveryHole_IsAParameter()
    {
        string name = "x'; DROP TABLE devices; --";
        SqlText inner = $"b = {5L}";

        SqlText text =
            $"SELECT a = {name} AND {inner} AND c = {ActionState.WaitingConfirmation} AND d = {true} AND e = {(string?)null}";

        Assert.Equal("SELECT a = ? AND b = ? AND c = ? AND d = ? AND e = ?", text.ToString());
        Assert.Equal([name, 5L, "waiting_confirmation", 1L, null], text.Values());
    }
}
