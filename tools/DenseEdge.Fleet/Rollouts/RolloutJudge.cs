using System.Globalization;

namespace DenseEdge.Fleet.Rollouts;

/// <summary>Decides from the counts alone how a running rollout goes on. It has no state and touches no database.</summary>
internal static class RolloutJudge
{
    /// <summary>Shares are compared with this tolerance, since percentages such as 33.3 aren't exact.</summary>
    private const double Tolerance = 1e-9;

    /// <param name="settings">The rollout's settings.</param>
    /// <param name="groups">Its groups in order.</param>
    /// <param name="nowMs">The moment now.</param>
    public static Judgement Judge(RolloutSettings settings, IReadOnlyList<GroupProgress> groups, long nowMs)
    {
        if (groups.FirstOrDefault(group => IsOverErrors(settings, group)) is GroupProgress bad)
        {
            string reason = string.Create(
                CultureInfo.InvariantCulture,
                $"emergency: {NewFailed(bad)} of {NewFinished(bad)} finished devices of group '{bad.Name}' failed; " +
                $"the limit is {settings.ErrorPercent} %");
            return Stop(groups, bad, reason);
        }

        var after = groups.ToList();
        for (int i = 0; i < after.Count; i++)
        {
            GroupProgress group = Begin(after[i], nowMs);
            bool failed = group.State == GroupState.Running && group.HasEnded && !HasSucceeded(settings, group)
                && group.Counts.Failed > group.ExcusedFailed;
            if (failed && i < after.Count - 1)
            {
                return Stop(after, group, Shortfall(settings, group));
            }

            after[i] = Advance(settings, group, nowMs);
            if (after[i].State != GroupState.Finished)
            {
                break;
            }
        }

        bool ended = after.All(group => group.State == GroupState.Finished && group.HasEnded);
        return ended ? new(RolloutState.Finished, Closing(settings, after[^1]), after) : new(RolloutState.Running, null, after);
    }

    /// <summary>
    /// Failures beyond those that an operator has seen, against devices finished since; a small group's size bounds the
    /// minimum.
    /// </summary>
    private static bool IsOverErrors(RolloutSettings settings, GroupProgress group) =>
        group.HasBegun
        && NewFailed(group) > 0
        && NewFinished(group) >= Math.Min(settings.MinimumCount, group.Effective)
        && 100.0 * NewFailed(group) >= (settings.ErrorPercent * NewFinished(group)) - Tolerance;

    private static long NewFailed(GroupProgress group) => group.Counts.Failed - group.ExcusedFailed;

    private static long NewFinished(GroupProgress group) => group.Counts.Finished - group.ExcusedFinished;

    private static bool HasSucceeded(RolloutSettings settings, GroupProgress group) =>
        100.0 * group.Counts.Succeeded >= (settings.SuccessPercent * group.Effective) - Tolerance;

    private static GroupProgress Begin(GroupProgress group, long nowMs) => group.State == GroupState.Waiting
        ? group with { State = GroupState.Running, BeganMs = nowMs }
        : group;

    private static GroupProgress Advance(RolloutSettings settings, GroupProgress group, long nowMs)
    {
        // A last group without success, or one whose failures an operator has excused, is over when all its devices are.
        bool over = HasSucceeded(settings, group) || group.HasEnded;
        if (group.State == GroupState.Running && over)
        {
            bool soaks = settings.SoakSeconds > 0 && group.Counts.Succeeded > 0;
            group = soaks
                ? group with { State = GroupState.Soaking, SoakUntilMs = nowMs + (settings.SoakSeconds * 1000L) }
                : group with { State = GroupState.Finished };
        }

        bool soaked = group.State == GroupState.Soaking && nowMs >= group.SoakUntilMs;
        return soaked ? group with { State = GroupState.Finished } : group;
    }

    private static Judgement Stop(IReadOnlyList<GroupProgress> groups, GroupProgress stopped, string reason) => new(
        RolloutState.Paused, reason,
        [.. groups.Select(group => group.Ordinal == stopped.Ordinal ? stopped with { State = GroupState.Stopped } : group)]);

    private static string? Closing(RolloutSettings settings, GroupProgress last) =>
        HasSucceeded(settings, last) ? null : Shortfall(settings, last);

    private static string Shortfall(RolloutSettings settings, GroupProgress group) => string.Create(
        CultureInfo.InvariantCulture,
        $"{group.Counts.Succeeded} of {group.Effective} devices of group '{group.Name}' succeeded; " +
        $"{settings.SuccessPercent} % were wanted");
}
