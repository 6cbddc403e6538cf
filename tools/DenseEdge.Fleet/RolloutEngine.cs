namespace DenseEdge.Fleet;

/// <summary>Moves running rollouts. Every node may have one: a rollout is moved by one node at a time, in one transaction.</summary>
public sealed class RolloutEngine
{
    private readonly FleetDatabase _database;

    /// <summary>Creates the engine.</summary>
    /// <param name="database">The store.</param>
    public RolloutEngine(FleetDatabase database) => _database = database;

    /// <summary>Moves every running rollout that no other node moves right now by one step. Call it about once a second.</summary>
    /// <param name="cancellation">Stops between rollouts.</param>
    /// <returns>How many rollouts changed.</returns>
    public Task<int> TickAsync(CancellationToken cancellation = default) => _database.TickAsync(cancellation);
}
