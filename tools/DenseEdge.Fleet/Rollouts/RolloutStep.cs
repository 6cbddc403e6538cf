using DenseEdge.Fleet.Changes;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Rollouts;

/// <summary>
/// Moves one rollout by one step, in one transaction: attempts again, judges, offers. Everything that it knows is in the
/// database, so a node that dies in the middle leaves nothing behind, and the next node does the step.
/// </summary>
internal static class RolloutStep
{
    /// <returns>Whether anything changed.</returns>
    public static async Task<bool> RunAsync(Session session, long id)
    {
        RunningRollout? rollout = await RunningRollout.TakeAsync(session, id).ConfigureAwait(false);
        if (rollout is null)
        {
            return false;
        }

        int again = rollout.Settings.Attempts == 1 ? 0 : await RolloutSql.AttemptAgainAsync(
            session, id, $"state = 'failed' AND attempt < {rollout.Settings.Attempts}").ConfigureAwait(false);
        List<GroupProgress> groups = await RolloutReader.GroupsAsync(session, id).ConfigureAwait(false);
        long nowMs = await session.NowMsAsync().ConfigureAwait(false);
        Judgement judgement = RolloutJudge.Judge(rollout.Settings, groups, nowMs);
        foreach (GroupProgress group in judgement.Groups.Except(groups))
        {
            await RolloutSql.WriteGroupAsync(session, id, group).ConfigureAwait(false);
        }

        int offers = judgement.State == RolloutState.Running
            ? await OfferAsync(session, rollout, judgement.Groups, nowMs).ConfigureAwait(false)
            : await EndAsync(session, id, judgement).ConfigureAwait(false);
        bool changed =
            again > 0 || offers > 0 || judgement.State != RolloutState.Running || !judgement.Groups.SequenceEqual(groups);
        if (changed)
        {
            await RolloutSql.ChangedAsync(session, id).ConfigureAwait(false);
        }

        return changed;
    }

    private static async Task<int> EndAsync(Session session, long id, Judgement judgement)
    {
        await RolloutSql.WriteStateAsync(session, id, judgement.State, judgement.Reason).ConfigureAwait(false);
        return await RolloutSql.TakeBackAsync(session, id).ConfigureAwait(false);
    }

    private static async Task<int> OfferAsync(
        Session session, RunningRollout rollout, IReadOnlyList<GroupProgress> groups, long nowMs)
    {
        if (!WindowClock.IsOpen(rollout.Settings.Window, DateTimeOffset.FromUnixTimeMilliseconds(nowMs)))
        {
            return await RolloutSql.TakeBackAsync(session, rollout.Id).ConfigureAwait(false);
        }

        List<GroupProgress> begun = [.. groups.Where(group => group.HasBegun)];
        long waiting = begun.Sum(group => group.Counts.Scheduled);
        long succeeded = groups.Sum(group => group.Counts.Succeeded);
        (int most, double nextMs) = OfferPace.Due(rollout.Settings.Rate, succeeded, rollout.NextOfferMs, nowMs, waiting);
        if (most == 0)
        {
            return 0;
        }

        int offered = await Offering.RunAsync(session, rollout, begun.Select(group => group.Ordinal), most).ConfigureAwait(false);
        await session.ExecuteAsync($"UPDATE rollouts SET next_offer_ms = {nextMs} WHERE id = {rollout.Id}").ConfigureAwait(false);
        await session.ChangedAsync(ChangeKind.Device, null).ConfigureAwait(false);
        return offered;
    }
}
