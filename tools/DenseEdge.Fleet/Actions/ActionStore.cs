using System.Globalization;
using DenseEdge.Fleet.Changes;
using DenseEdge.Fleet.Devices;
using DenseEdge.Fleet.Models;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Actions;

/// <summary>Actions in SQL.</summary>
internal sealed class ActionStore(StoreContext context) : IActionStore
{
    private readonly FeedbackWriter _feedback = new(context);

    public Task<DeviceAction> AssignAsync(NewAssignment assignment, CancellationToken cancellation) => context.Sql.WriteAsync(
        async session =>
        {
            ModelVersion model =
                await ModelReader.ReferAsync(session, assignment.Model, assignment.Version).ConfigureAwait(false);
            await DeviceLock.TakeAsync(session, assignment.Device).ConfigureAwait(false);
            long id = (await session.LongAsync(
                $"""
                INSERT INTO actions (device_id, model_id, model, version, state, forced, confirmation, confirmed, attempt, latest,
                    created_ms, offered_ms, report_count)
                SELECT d.id, {model.Id}, {model.Name}, {model.Version},
                    CASE WHEN {assignment.Confirmation} = 1 AND d.auto_confirm = 0 THEN 'waiting_confirmation' ELSE 'offered' END,
                    {assignment.Forced}, {assignment.Confirmation}, 0, 1, 1, {session.Now}, {session.Now}, 0
                FROM devices d WHERE d.id = {assignment.Device} RETURNING id
                """).ConfigureAwait(false))!.Value;
            await Superseding.ApplyAsync(session, [id]).ConfigureAwait(false);
            await session.ExecuteAsync(
                $"""
                UPDATE devices SET state = 'pending', assigned_model = {model.Name}, assigned_version = {model.Version}
                WHERE id = {assignment.Device}
                """).ConfigureAwait(false);
            await session.ChangedAsync(ChangeKind.Device, assignment.Device).ConfigureAwait(false);
            return (await ActionReader.FindAsync(session, id).ConfigureAwait(false))!;
        },
        cancellation);

    public Task<DeviceAction?> FindAsync(long id, CancellationToken cancellation) => context.Sql.ReadAsync(
        async session =>
            (await ActionReader.ListAsync(session, $"a.id = {id}").ConfigureAwait(false)).SingleOrDefault(), cancellation);

    public Task<IReadOnlyList<DeviceAction>> ListAsync(string device, int limit, CancellationToken cancellation) =>
        context.Sql.ReadAsync(
        async session => (IReadOnlyList<DeviceAction>)await ActionReader.ListAsync(
            session, $"a.device_id = {device} ORDER BY a.id DESC LIMIT {Checks.Limit(limit, 100)}").ConfigureAwait(false),
        cancellation);

    public async Task<Deployment?> StartAsync(string device, long id, CancellationToken cancellation)
    {
        Deployment? found = await FindDeploymentAsync(
            device, id, [ActionState.Offered, ActionState.Started], cancellation).ConfigureAwait(false);
        if (found?.Action.State != ActionState.Offered)
        {
            return found;
        }

        long? startedMs = await context.Sql.WriteAsync(
            session => TakeOfferAsync(session, found.Action), cancellation).ConfigureAwait(false);
        return startedMs is long moment
            ? found with
            {
                Action = found.Action with
                {
                    State = ActionState.Started,
                    Started = DateTimeOffset.FromUnixTimeMilliseconds(moment),
                },
            }
            : await FindDeploymentAsync(device, id, [ActionState.Started], cancellation).ConfigureAwait(false);
    }

    public Task<Deployment?> FindConfirmationAsync(string device, long id, CancellationToken cancellation) =>
        FindDeploymentAsync(device, id, [ActionState.WaitingConfirmation], cancellation);

    public async Task<DeviceAction?> FindCancelAsync(string device, long id, CancellationToken cancellation)
    {
        DeviceAction? action = await context.Sql.ReadAsync(
            session => FindOfAsync(session, device, id), cancellation).ConfigureAwait(false);
        return action?.State == ActionState.Canceling ? action : null;
    }

    public Task<bool> MayDownloadAsync(string device, long modelId, CancellationToken cancellation) => context.Sql.ReadAsync(
        session => session.AnyAsync(
            $"SELECT 1 FROM actions WHERE device_id = {device} AND state IN ({ActionSql.Open}) AND model_id = {modelId} LIMIT 1"),
        cancellation);

    public Task<FeedbackOutcome> ReportAsync(string device, long id, NewReport report, CancellationToken cancellation) =>
        _feedback.ReportAsync(device, id, report, cancellation);

    public Task<FeedbackOutcome> ReportCancelAsync(string device, long id, NewReport report, CancellationToken cancellation) =>
        _feedback.ReportCancelAsync(device, id, report, cancellation);

    public Task<FeedbackOutcome> ConfirmAsync(
        string device, long id, bool confirmed, int? code, IReadOnlyList<string> details, CancellationToken cancellation) =>
        _feedback.ConfirmAsync(device, id, confirmed, code, details, cancellation);

    public Task<DeviceAction> CancelAsync(long id, bool force, CancellationToken cancellation) => context.Sql.WriteAsync(
        async session =>
        {
            DeviceAction? action = await ActionReader.FindAsync(session, id).ConfigureAwait(false)
                ?? throw FleetException.NotFound($"There is no action {id}.");
            action = await ActionLock.TakeAsync(session, action.Device, id).ConfigureAwait(false)
                ?? throw FleetException.NotFound($"There is no action {id}.");
            if (ActionSql.HasEnded(action.State))
            {
                throw FleetException.Conflict($"Action {id} has ended already: {Names<ActionState>.Of(action.State)}.");
            }

            bool asks = action.State is ActionState.Started or ActionState.Canceling && !force;
            SqlText update = asks ? SqlText.Trusted("state = 'canceling'") : $"state = 'canceled', ended_ms = {session.Now}";
            await session.ExecuteAsync($"UPDATE actions SET {update} WHERE id = {id}").ConfigureAwait(false);
            await ReportWriter.NoteAsync(
                session, session.Dialect.Longs([id]), asks ? "asked to cancel" : "canceled by an operator").ConfigureAwait(false);
            if (!asks)
            {
                await session.ExecuteAllAsync(DeviceOutcome.Of(action, ActionState.Canceled)).ConfigureAwait(false);
            }

            await session.ExecuteAsync(ActionChange.Of(action)).ConfigureAwait(false);
            return (await ActionReader.FindAsync(session, id).ConfigureAwait(false))!;
        },
        cancellation);

    public Task<IReadOnlyDictionary<ActionState, long>> TotalsAsync(CancellationToken cancellation) => context.Sql.ReadAsync(
        async session => (IReadOnlyDictionary<ActionState, long>)(await session.ListAsync(
            $"SELECT state, count(*) FROM actions GROUP BY state", row => (State: row.Name<ActionState>(), Count: row.Long()))
            .ConfigureAwait(false)).ToDictionary(row => row.State, row => row.Count),
        cancellation);

    /// <summary>
    /// The one moment at which a device starts: this row goes from offered to started, or it doesn't. An abort changes the same
    /// row, so one of the two is first, and after the abort has been answered no row is offered any more.
    /// </summary>
    /// <returns>When it started, in milliseconds; null if it was no longer offered.</returns>
    private static async Task<long?> TakeOfferAsync(Session session, DeviceAction action)
    {
        long? startedMs = await session.LongAsync(
            $"""
            UPDATE actions SET state = 'started', started_ms = {session.Now} WHERE id = {action.Id} AND state = 'offered'
            RETURNING started_ms
            """).ConfigureAwait(false);
        if (startedMs is not null)
        {
            await session.ExecuteAsync(ActionChange.Of(action)).ConfigureAwait(false);
        }

        return startedMs;
    }

    private static Task<DeviceAction?> FindOfAsync(Session session, string device, long id) => session.FindAsync(
        $"SELECT {ActionSql.Columns} FROM actions a WHERE a.id = {id} AND a.device_id = {device}", ActionSql.Read);

    private Task<Deployment?> FindDeploymentAsync(
        string device, long id, ActionState[] states, CancellationToken cancellation) => context.Sql.ReadAsync(
        async session =>
        {
            DeviceAction? action = await FindOfAsync(session, device, id).ConfigureAwait(false);
            if (action is null || !states.Contains(action.State))
            {
                return null;
            }

            return await ModelReader.FindUncountedAsync(session, action.ModelId).ConfigureAwait(false) is ModelVersion model
                ? new Deployment(action, model)
                : throw new InvalidDataException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Action {action.Id} needs model version {action.ModelId}, which the database has lost."));
        },
        cancellation);
}
