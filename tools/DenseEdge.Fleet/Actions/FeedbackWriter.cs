using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Actions;

/// <summary>
/// Takes devices' feedback. An action that has ended takes none: neither a replay nor one that comes too late changes anything.
/// </summary>
internal sealed class FeedbackWriter(StoreContext context)
{
    public Task<FeedbackOutcome> ReportAsync(string device, long id, NewReport report, CancellationToken cancellation) =>
        TakeAsync(
        device, id, report,
        state => state is ActionState.Offered or ActionState.Started or ActionState.Canceling
            ? ActionRules.AfterReport(state, report.Execution, report.Result)
            : null,
        cancellation);

    public Task<FeedbackOutcome> ReportCancelAsync(string device, long id, NewReport report, CancellationToken cancellation) =>
        TakeAsync(
        device, id, report,
        state => state == ActionState.Canceling ? ActionRules.AfterCancelReport(report.Execution, report.Result) : null,
        cancellation);

    public Task<FeedbackOutcome> ConfirmAsync(
        string device, long id, bool confirmed, int? code, IReadOnlyList<string> details, CancellationToken cancellation)
    {
        // A confirmation is no execution of DDI; "proceeding" and "rejected" say the same in the history.
        var report = new NewReport
        {
            Execution = confirmed ? Execution.Proceeding : Execution.Rejected,
            Code = code,
            Details = [confirmed ? "confirmed by the device" : "denied by the device", .. details],
        };
        ActionState next = confirmed ? ActionState.Offered : ActionState.WaitingConfirmation;
        return TakeAsync(device, id, report, state => state == ActionState.WaitingConfirmation ? next : null, cancellation);
    }

    private Task<FeedbackOutcome> TakeAsync(
        string device, long id, NewReport report, Func<ActionState, ActionState?> rule, CancellationToken cancellation) =>
        context.Sql.WriteAsync(
            async session =>
            {
                DeviceAction? action = await ActionLock.TakeAsync(session, device, id).ConfigureAwait(false);
                if (action is null)
                {
                    return FeedbackOutcome.NotFound;
                }

                if (ActionSql.HasEnded(action.State))
                {
                    return FeedbackOutcome.Ended;
                }

                return rule(action.State) is ActionState next
                    ? await ApplyAsync(session, action, report, next).ConfigureAwait(false)
                    : FeedbackOutcome.NotFound;
            },
            cancellation);

    private async Task<FeedbackOutcome> ApplyAsync(Session session, DeviceAction action, NewReport report, ActionState next)
    {
        bool ends = ActionSql.HasEnded(next);
        if (!ends && next == action.State && await IsFullAsync(session, action.Id).ConfigureAwait(false))
        {
            return FeedbackOutcome.TooMany;
        }

        await session.ExecuteAllAsync(
        [
            ReportWriter.Add(session, action.Id, report, context.Limits),
            Moved(session, action, report, next),
            .. ends ? DeviceOutcome.Of(action, next) : [],
            ActionChange.Of(action),
        ]).ConfigureAwait(false);
        return FeedbackOutcome.Accepted;
    }

    private async Task<bool> IsFullAsync(Session session, long action) =>
        await session.LongAsync($"SELECT report_count FROM actions WHERE id = {action}").ConfigureAwait(false)
            >= context.Limits.ReportsPerAction;

    /// <summary>The statement that counts the report, takes its progress over, and moves the action to its next state.</summary>
    private static SqlText Moved(Session session, DeviceAction action, NewReport report, ActionState next)
    {
        SqlText progress = report.Progress is { Done: >= 0 } known
            ? $", progress_done = {known.Done}, progress_of = {known.Of}"
            : SqlText.Empty;
        SqlText state = next == action.State ? SqlText.Empty : $", state = {next}{Moment(session, next)}";
        return $"UPDATE actions SET report_count = report_count + 1{progress}{state} WHERE id = {action.Id}";
    }

    private static SqlText Moment(Session session, ActionState next) => next switch
    {
        ActionState.Offered => $", confirmed = 1, offered_ms = {session.Now}",
        ActionState.Started => $", started_ms = coalesce(started_ms, {session.Now})",
        ActionState.Succeeded or ActionState.Failed or ActionState.Canceled =>
            $", ended_ms = {session.Now}, started_ms = coalesce(started_ms, {session.Now})",
        _ => SqlText.Empty,
    };
}
