using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Schema;

/// <summary>A table as backups see it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns and their types.</param>
internal sealed record Table(string Name, IReadOnlyList<(string Name, SqlType Type)> Columns)
{
    /// <summary>Everything but the change feed, whose moments mean nothing elsewhere; what others refer to comes first.</summary>
    public static IReadOnlyList<Table> All { get; } =
    [
        Of("devices",
            "id name token_hash board state health model version version_order digest assigned_model assigned_version " +
            "#first_seen_ms #last_poll_ms address #poll_seconds #wants_attributes #auto_confirm " +
            "%latency_p50_ms %latency_p95_ms %temperature_c #installed_action"),
        Of("device_attributes", "device_id name value %number"),
        Of("device_tags", "device_id tag"),
        Of("pins", "device_id model version #rollout_id #created_ms"),
        Of("models", "#id name version #release digest kind #created_ms"),
        Of("model_artifacts", "#model_id #ordinal name #size_bytes sha256 sha1 md5"),
        Of("rollouts",
            "#id name #model_id model version filter settings state reason #created_ms created_by " +
            "#started_ms #ended_ms %next_offer_ms"),
        Of("rollout_groups", "#rollout_id #ordinal name state #began_ms #soak_until_ms #excused_failed #excused_finished"),
        Of("actions",
            "#id device_id #rollout_id #group_ordinal #position #model_id model version state #forced #confirmation #confirmed " +
            "#attempt #latest #created_ms #offered_ms #started_ms #ended_ms #progress_done #progress_of #report_count"),
        Of("action_reports", "#action_id #ordinal #time_ms execution result #code details"),
        Of("measurements", MeasurementColumns),
        Of("measurement_history", MeasurementColumns),
        Of("tokens", "#id name role hash #created_ms #expires_ms #last_used_ms"),
        Of("audit", "#id #time_ms who what subject detail address"),
        Of("repository_files", "path sha256 #size_bytes #written_ms"),
        Of("settings", "name value"),
    ];

    /// <summary>Tables whose key counts up.</summary>
    public static IReadOnlyList<IdentityTable> Counting { get; } =
        [new("models", "id"), new("rollouts", "id"), new("actions", "id"), new("tokens", "id"), new("audit", "id")];

    private const string MeasurementColumns =
        "device_id digest #time_ms board model version precision_name provider power_mode " +
        "%latency_p50_ms %latency_p95_ms %latency_p99_ms #latency_n %temperature_c";

    public string ColumnList => string.Join(", ", Columns.Select(column => column.Name));

    /// <param name="name">Its name.</param>
    /// <param name="columns">Names; # before integers, % before floating-point numbers.</param>
    private static Table Of(string name, string columns) => new(name, [.. columns.Split(' ').Select(Column)]);

    private static (string Name, SqlType Type) Column(string column) => column[0] switch
    {
        '#' => (column[1..], SqlType.Integer),
        '%' => (column[1..], SqlType.Real),
        _ => (column, SqlType.Text),
    };
}
