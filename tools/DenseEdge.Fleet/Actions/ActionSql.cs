using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Actions;

/// <summary>Pieces of SQL about actions.</summary>
internal static class ActionSql
{
    /// <summary>States that the device's poll shows, spelled as in the index actions_open.</summary>
    public static readonly SqlText Open = SqlText.Trusted("'offered', 'started', 'waiting_confirmation', 'canceling'");

    /// <summary>States that never change again.</summary>
    public static readonly SqlText Ended = SqlText.Trusted("'succeeded', 'failed', 'canceled'");

    /// <summary>States in which the device has nothing to undo.</summary>
    public static readonly SqlText NotStarted = SqlText.Trusted("'scheduled', 'offered', 'waiting_confirmation'");

    /// <summary>Columns that <see cref="Read"/> reads, of a row a of actions.</summary>
    public static readonly SqlText Columns = SqlText.Trusted(
        "a.id, a.device_id, a.rollout_id, a.group_ordinal, a.model_id, a.model, a.version, a.state, a.forced, a.attempt, " +
        "a.created_ms, a.offered_ms, a.started_ms, a.ended_ms, a.progress_done, a.progress_of");

    public static DeviceAction Read(SqlRow row) => new()
    {
        Id = row.Long(),
        Device = row.Text(),
        Rollout = row.LongOrNull(),
        Group = row.IntOrNull(),
        ModelId = row.Long(),
        Model = row.Text(),
        Version = row.Text(),
        State = row.Name<ActionState>(),
        Forced = row.Bool(),
        Attempt = row.Int(),
        Created = row.Time(),
        Offered = row.TimeOrNull(),
        Started = row.TimeOrNull(),
        Ended = row.TimeOrNull(),
        Progress = Progress(row.IntOrNull(), row.IntOrNull()),
    };

    public static bool HasEnded(ActionState state) =>
        state is ActionState.Succeeded or ActionState.Failed or ActionState.Canceled;

    private static ActionProgress? Progress(int? done, int? of) => done is int known ? new(known, of) : null;
}
