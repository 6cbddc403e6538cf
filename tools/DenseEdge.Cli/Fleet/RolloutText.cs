using System.Globalization;
using System.Text;
using DenseEdge.FleetApi;

namespace DenseEdge.Cli.Fleet;

/// <summary>Rollouts, for people.</summary>
internal static class RolloutText
{
    /// <summary>A table of rollouts.</summary>
    /// <param name="rollouts">The rollouts.</param>
    public static string Table(IReadOnlyList<RolloutView> rollouts)
    {
        ArgumentNullException.ThrowIfNull(rollouts);
        TextTable table = new("id", "name", "version", "state", "devices", "succeeded", "failed", "group", "created");
        foreach (RolloutView rollout in rollouts)
        {
            table.Add(
                Number(rollout.Id), rollout.Name, $"{rollout.Model} {rollout.Version}", rollout.State, Number(rollout.Total),
                Number(rollout.Succeeded), Number(rollout.Failed), CurrentGroup(rollout), TerminalText.Of(rollout.Created));
        }

        return table.ToString();
    }

    /// <summary>A rollout and its groups.</summary>
    /// <param name="rollout">The rollout.</param>
    public static string Write(RolloutView rollout)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"Rollout {rollout.Id}: {TerminalText.Of(rollout.Name)}, ");
        text.Append(CultureInfo.InvariantCulture, $"{TerminalText.Of(rollout.Model)} {TerminalText.Of(rollout.Version)}, ");
        text.Append(CultureInfo.InvariantCulture, $"{rollout.State}{Reason(rollout)}\n");
        text.Append(CultureInfo.InvariantCulture, $"Devices: {(rollout.Filter.Length == 0 ? "all" : TerminalText.Of(rollout.Filter))}\n");
        TextTable table = new("group", "state", "devices", "waiting", "offered", "at work", "succeeded", "failed", "canceled");
        foreach (GroupView group in rollout.Groups)
        {
            table.Add(
                group.Name, State(group), Number(group.Total), Number(group.Scheduled), Number(group.Offered),
                Number(group.Started), Number(group.Succeeded), Number(group.Failed), Number(group.Canceled));
        }

        return text.Append(table).ToString();
    }

    /// <summary>A table of updates.</summary>
    /// <param name="actions">The updates.</param>
    public static string Actions(Page<ActionView> actions)
    {
        ArgumentNullException.ThrowIfNull(actions);
        TextTable table = new("device", "state", "attempts", "started", "ended", "said");
        foreach (ActionView action in actions.Items)
        {
            table.Add(
                action.Device, action.State, Number(action.Attempts), TerminalText.Of(action.Started),
                TerminalText.Of(action.Ended), action.Reports is [.., { Details: [.., var said] }] ? said : "");
        }

        return table.ToString();
    }

    /// <summary>One line for a log.</summary>
    /// <param name="rollout">The rollout.</param>
    public static string Line(RolloutView rollout)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        IEnumerable<string> groups = rollout.Groups.Select(group => string.Create(
            CultureInfo.InvariantCulture,
            $"{TerminalText.Of(group.Name)} {group.State} {group.Succeeded}/{group.Total}{(group.Failed > 0 ? $" ({group.Failed} failed)" : "")}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"rollout {rollout.Id} {rollout.State}{Reason(rollout)}: {rollout.Succeeded} of {rollout.Total} succeeded, "
            + $"{rollout.Failed} failed, {rollout.StartedCount} at work; {string.Join(", ", groups)}");
    }

    /// <summary>The state of a group, with how long it is still watched.</summary>
    private static string State(GroupView group)
        => group.SoakUntil is { } until && group.State == "soaking" ? $"soaking until {TerminalText.Of(until)}" : group.State;

    private static string CurrentGroup(RolloutView rollout)
        => rollout.Groups.FirstOrDefault(group => group.State is "running" or "soaking")?.Name ?? "";

    private static string Reason(RolloutView rollout)
        => string.IsNullOrEmpty(rollout.Reason) ? "" : $" ({TerminalText.Of(rollout.Reason)})";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
