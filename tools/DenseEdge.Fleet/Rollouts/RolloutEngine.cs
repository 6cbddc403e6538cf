using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Rollouts;

/// <summary>
/// Moves running rollouts. Every node may have one: a rollout is moved by one node at a time, in one transaction, by the
/// database's clock.
/// </summary>
public sealed class RolloutEngine
{
    private readonly SqlDatabase _sql;

    /// <summary>Creates the engine.</summary>
    /// <param name="database">The store.</param>
    public RolloutEngine(FleetDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        _sql = database.Sql;
    }

    /// <summary>
    /// Moves every running rollout that no other node moves right now by one step. Call it about once a second.
    /// </summary>
    /// <param name="cancellation">Stops between rollouts.</param>
    /// <returns>How many rollouts changed.</returns>
    public async Task<int> TickAsync(CancellationToken cancellation = default)
    {
        List<long> running = await _sql.ReadAsync(
            session => session.ListAsync($"SELECT id FROM rollouts WHERE state = 'running' ORDER BY id", row => row.Long()),
            cancellation).ConfigureAwait(false);
        int changed = 0;
        foreach (long id in running)
        {
            bool moved = await _sql.WriteAsync(session => RolloutStep.RunAsync(session, id), cancellation).ConfigureAwait(false);
            changed += moved ? 1 : 0;
        }

        return changed;
    }
}
