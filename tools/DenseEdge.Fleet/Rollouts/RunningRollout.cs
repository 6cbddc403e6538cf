using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Rollouts;

/// <summary>A running rollout that this node alone moves until its transaction ends.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Model">The model.</param>
/// <param name="Version">The version.</param>
/// <param name="Settings">How it goes on.</param>
/// <param name="NextOfferMs">When the next offer is due; null if none was made yet.</param>
internal sealed record RunningRollout(long Id, string Model, string Version, RolloutSettings Settings, double? NextOfferMs)
{
    /// <returns>Null if it isn't running any more, or another node moves it.</returns>
    public static Task<RunningRollout?> TakeAsync(Session session, long id) => session.FindAsync(
        $"""
        SELECT id, model, version, settings, next_offer_ms FROM rollouts
        WHERE id = {id} AND state = 'running'{session.Dialect.ForUpdateSkipLocked}
        """,
        row => new RunningRollout(row.Long(), row.Text(), row.Text(), RolloutJson.Read(row.Text()), row.RealOrNull()));
}
