using System.Text.Json;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Actions;

/// <summary>Reads actions with their histories.</summary>
internal static class ActionReader
{
    public static Task<DeviceAction?> FindAsync(Session session, long id) => session.FindAsync(
        $"SELECT {ActionSql.Columns} FROM actions a WHERE a.id = {id}", ActionSql.Read);

    /// <param name="session">The connection.</param>
    /// <param name="tail">Condition, order and limit on rows a of actions.</param>
    public static async Task<List<DeviceAction>> ListAsync(Session session, SqlText tail)
    {
        List<DeviceAction> actions = await session.ListAsync(
            $"SELECT {ActionSql.Columns} FROM actions a WHERE {tail}", ActionSql.Read).ConfigureAwait(false);
        ILookup<long, ActionReport> reports = (await session.ListAsync(
            $"""
            SELECT action_id, time_ms, execution, result, code, details FROM action_reports
            WHERE action_id IN {session.Dialect.Longs(actions.Select(action => action.Id))} ORDER BY action_id, ordinal
            """,
            row => (Id: row.Long(), Report: Read(row))).ConfigureAwait(false)).ToLookup(row => row.Id, row => row.Report);
        return [.. actions.Select(action => action with { Reports = [.. reports[action.Id]] })];
    }

    private static ActionReport Read(SqlRow row) => new(
        row.Time(), row.NameOrNull<Execution>(), row.Name<ExecutionResult>(), row.IntOrNull(),
        JsonSerializer.Deserialize(row.Text(), SqlJson.Default.ListString)!);
}
