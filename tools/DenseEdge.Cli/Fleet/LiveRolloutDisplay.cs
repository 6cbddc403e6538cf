using System.Globalization;
using DenseEdge.FleetApi;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace DenseEdge.Cli.Fleet;

/// <summary>A table that is redrawn in place, for a terminal.</summary>
/// <param name="live">The place.</param>
/// <param name="time">The clock.</param>
internal sealed class LiveRolloutDisplay(LiveDisplayContext live, TimeProvider time) : IRolloutDisplay
{
    private const int BarWidth = 24;
    private RolloutView? _shown;

    /// <inheritdoc/>
    public void Show(RolloutView rollout)
    {
        _shown = rollout;
        live.UpdateTarget(Draw(rollout, null));
    }

    /// <inheritdoc/>
    public void Lost(string cause)
        => live.UpdateTarget(_shown is { } rollout ? Draw(rollout, cause) : new Text(TerminalText.Of(cause)));

    private Rows Draw(RolloutView rollout, string? note)
    {
        Table table = new() { Border = TableBorder.Simple };
        table.AddColumn("group").AddColumn("state").AddColumn("").AddColumn(Right("succeeded")).AddColumn(Right("failed"))
            .AddColumn(Right("at work")).AddColumn(Right("offered"));
        foreach (GroupView group in rollout.Groups)
        {
            table.AddRow(
                new Text(TerminalText.Of(group.Name)), new Text(State(group)), Bar(group),
                Number(group.Succeeded, $"/{group.Total}"), Number(group.Failed), Number(group.Started), Number(group.Offered));
        }

        List<IRenderable> rows = [new Text(RolloutText.Line(rollout with { Groups = [] }).TrimEnd(' ', ';')), table];
        if (note is not null)
        {
            rows.Add(new Text(TerminalText.Of(note), new Style(Color.Yellow)));
        }

        return new Rows(rows);
    }

    private string State(GroupView group)
    {
        if (group.State != "soaking" || group.SoakUntil is not { } until)
        {
            return group.State;
        }

        TimeSpan left = until - time.GetUtcNow();
        return $"soaking, {Running.ProgressDisplay.Clock(left < TimeSpan.Zero ? TimeSpan.Zero : left)} left";
    }

    private static Markup Bar(GroupView group)
    {
        int total = Math.Max(1, group.Total);
        int succeeded = group.Succeeded * BarWidth / total;
        int failed = Math.Min(BarWidth - succeeded, ((group.Failed * BarWidth) + total - 1) / total);
        string rest = new('.', BarWidth - succeeded - failed);
        return new Markup($"[green]{new string('#', succeeded)}[/][red]{new string('x', failed)}[/][grey]{rest}[/]");
    }

    private static TableColumn Right(string head) => new TableColumn(head).RightAligned();

    private static Text Number(int number, string ending = "") => new(number.ToString(CultureInfo.InvariantCulture) + ending);
}
