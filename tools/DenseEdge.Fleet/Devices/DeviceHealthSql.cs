using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Devices;

/// <summary>A device's health as a column: what it says of itself, unless it is silent.</summary>
/// <param name="Now">The moment now, in milliseconds.</param>
/// <param name="PollSeconds">Poll interval of devices that have none of their own.</param>
internal sealed record DeviceHealthSql(SqlText Now, int PollSeconds)
{
    private const int SilentPolls = 3;

    /// <summary>A node writes down some seconds late who polled: no device that polls faster than this is silent sooner.</summary>
    private const int LeastSeconds = 4;

    /// <summary>The words of the database.</summary>
    public Dialect Dialect { get; init; } = new SqliteDialect();

    /// <summary>On a row d of devices.</summary>
    public SqlText Column =>
        $"""
        (CASE WHEN d.last_poll_ms IS NOT NULL
            AND d.last_poll_ms < {Now} - {SilentPolls * 1000} *
                CASE WHEN coalesce(d.poll_seconds, {PollSeconds}) < {LeastSeconds} THEN {LeastSeconds}
                ELSE coalesce(d.poll_seconds, {PollSeconds}) END
        THEN 'silent' ELSE d.health END)
        """;

    public static DeviceHealthSql For(Session session, int pollSeconds) =>
        new(session.Now, pollSeconds) { Dialect = session.Dialect };
}
