using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Schema;

/// <summary>The schema's first version. Times are Unix milliseconds in UTC; truths are 0 or 1.</summary>
internal static class FirstSchema
{
    public static string Statements(Dialect dialect) =>
        string.Concat(
            Devices(dialect), Models(dialect), Rollouts(dialect), Actions(dialect), Measurements(dialect), Rest(dialect));

    private static string Devices(Dialect dialect) => $"""
        CREATE TABLE devices (
            id {dialect.TextType} PRIMARY KEY, name {dialect.TextType} NOT NULL, token_hash {dialect.TextType},
            board {dialect.TextType}, state {dialect.TextType} NOT NULL, health {dialect.TextType} NOT NULL,
            model {dialect.TextType}, version {dialect.TextType}, version_order {dialect.TextType}, digest {dialect.TextType},
            assigned_model {dialect.TextType}, assigned_version {dialect.TextType},
            first_seen_ms bigint NOT NULL, last_poll_ms bigint, address {dialect.TextType}, poll_seconds bigint,
            wants_attributes bigint NOT NULL, auto_confirm bigint NOT NULL,
            latency_p50_ms {dialect.RealType}, latency_p95_ms {dialect.RealType}, temperature_c {dialect.RealType},
            installed_action bigint){dialect.OftenUpdated};
        CREATE INDEX devices_by_board ON devices (board);
        CREATE INDEX devices_by_version ON devices (model, version);
        CREATE TABLE device_attributes (
            device_id {dialect.TextType} NOT NULL REFERENCES devices (id) ON DELETE CASCADE,
            name {dialect.TextType} NOT NULL, value {dialect.TextType} NOT NULL, number {dialect.RealType},
            PRIMARY KEY (device_id, name));
        CREATE INDEX device_attributes_by_value ON device_attributes (name, value);
        CREATE TABLE device_tags (
            device_id {dialect.TextType} NOT NULL REFERENCES devices (id) ON DELETE CASCADE, tag {dialect.TextType} NOT NULL,
            PRIMARY KEY (device_id, tag));
        CREATE INDEX device_tags_by_tag ON device_tags (tag);
        CREATE TABLE pins (
            device_id {dialect.TextType} NOT NULL REFERENCES devices (id) ON DELETE CASCADE,
            model {dialect.TextType} NOT NULL, version {dialect.TextType} NOT NULL, rollout_id bigint, created_ms bigint NOT NULL,
            PRIMARY KEY (device_id, model, version));

        """;

    private static string Models(Dialect dialect) => $"""
        CREATE TABLE models (
            id {dialect.IdentityKey}, name {dialect.TextType} NOT NULL, version {dialect.TextType} NOT NULL,
            release bigint NOT NULL, digest {dialect.TextType}, kind {dialect.TextType} NOT NULL, created_ms bigint NOT NULL,
            UNIQUE (name, version));
        CREATE TABLE model_artifacts (
            model_id bigint NOT NULL REFERENCES models (id) ON DELETE CASCADE, ordinal bigint NOT NULL,
            name {dialect.TextType} NOT NULL, size_bytes bigint NOT NULL,
            sha256 {dialect.TextType} NOT NULL, sha1 {dialect.TextType} NOT NULL, md5 {dialect.TextType} NOT NULL,
            PRIMARY KEY (model_id, ordinal));
        CREATE INDEX model_artifacts_by_content ON model_artifacts (sha256);

        """;

    private static string Rollouts(Dialect dialect) => $"""
        CREATE TABLE rollouts (
            id {dialect.IdentityKey}, name {dialect.TextType} NOT NULL, model_id bigint NOT NULL,
            model {dialect.TextType} NOT NULL, version {dialect.TextType} NOT NULL,
            filter {dialect.TextType} NOT NULL, settings {dialect.TextType} NOT NULL,
            state {dialect.TextType} NOT NULL, reason {dialect.TextType},
            created_ms bigint NOT NULL, created_by {dialect.TextType}, started_ms bigint, ended_ms bigint,
            next_offer_ms {dialect.RealType});
        CREATE INDEX rollouts_by_state ON rollouts (state);
        CREATE TABLE rollout_groups (
            rollout_id bigint NOT NULL REFERENCES rollouts (id) ON DELETE CASCADE, ordinal bigint NOT NULL,
            name {dialect.TextType} NOT NULL, state {dialect.TextType} NOT NULL, began_ms bigint, soak_until_ms bigint,
            excused_failed bigint NOT NULL, excused_finished bigint NOT NULL,
            PRIMARY KEY (rollout_id, ordinal));

        """;

    private static string Actions(Dialect dialect) => $"""
        CREATE TABLE actions (
            id {dialect.IdentityKey}, device_id {dialect.TextType} NOT NULL REFERENCES devices (id) ON DELETE CASCADE,
            rollout_id bigint REFERENCES rollouts (id) ON DELETE CASCADE, group_ordinal bigint, position bigint,
            model_id bigint NOT NULL, model {dialect.TextType} NOT NULL, version {dialect.TextType} NOT NULL,
            state {dialect.TextType} NOT NULL, forced bigint NOT NULL, confirmation bigint NOT NULL, confirmed bigint NOT NULL,
            attempt bigint NOT NULL, latest bigint NOT NULL,
            created_ms bigint NOT NULL, offered_ms bigint, started_ms bigint, ended_ms bigint,
            progress_done bigint, progress_of bigint, report_count bigint NOT NULL){dialect.OftenUpdated};
        CREATE INDEX actions_by_device ON actions (device_id, id);
        CREATE INDEX actions_open ON actions (device_id, id)
            WHERE state IN ('offered', 'started', 'waiting_confirmation', 'canceling');
        CREATE INDEX actions_scheduled ON actions (rollout_id, group_ordinal, position) WHERE state = 'scheduled';
        CREATE INDEX actions_by_rollout ON actions (rollout_id, group_ordinal, state) WHERE latest = 1;
        CREATE TABLE action_reports (
            action_id bigint NOT NULL REFERENCES actions (id) ON DELETE CASCADE, ordinal bigint NOT NULL, time_ms bigint NOT NULL,
            execution {dialect.TextType}, result {dialect.TextType} NOT NULL, code bigint, details {dialect.TextType} NOT NULL,
            PRIMARY KEY (action_id, ordinal));

        """;

    private static string Measurements(Dialect dialect)
    {
        string columns = $"""
            device_id {dialect.TextType} NOT NULL REFERENCES devices (id) ON DELETE CASCADE,
            digest {dialect.TextType} NOT NULL, time_ms bigint NOT NULL,
            board {dialect.TextType}, model {dialect.TextType}, version {dialect.TextType}, precision_name {dialect.TextType},
            provider {dialect.TextType}, power_mode {dialect.TextType}, latency_p50_ms {dialect.RealType},
            latency_p95_ms {dialect.RealType}, latency_p99_ms {dialect.RealType}, latency_n bigint,
                temperature_c {dialect.RealType}
            """;
        return $"""
            CREATE TABLE measurements ({columns}, PRIMARY KEY (device_id, digest));
            CREATE TABLE measurement_history ({columns}, PRIMARY KEY (device_id, digest, time_ms));

            """;
    }

    private static string Rest(Dialect dialect) => $"""
        CREATE TABLE tokens (
            id {dialect.IdentityKey}, name {dialect.TextType} NOT NULL, role {dialect.TextType} NOT NULL,
            hash {dialect.TextType} NOT NULL UNIQUE, created_ms bigint NOT NULL, expires_ms bigint, last_used_ms bigint);
        CREATE TABLE audit (
            id {dialect.IdentityKey}, time_ms bigint NOT NULL, who {dialect.TextType} NOT NULL, what {dialect.TextType} NOT NULL,
            subject {dialect.TextType}, detail {dialect.TextType}, address {dialect.TextType});
        CREATE TABLE changes (
            revision {dialect.IdentityKey}, {dialect.ChangeOrder}, kind {dialect.TextType} NOT NULL, subject {dialect.TextType});
        CREATE INDEX changes_by_order ON changes (tx);
        CREATE TABLE repository_files (
            path {dialect.TextType} PRIMARY KEY, sha256 {dialect.TextType} NOT NULL, size_bytes bigint NOT NULL,
            written_ms bigint NOT NULL);
        CREATE INDEX repository_files_by_content ON repository_files (sha256);
        CREATE TABLE settings (name {dialect.TextType} PRIMARY KEY, value {dialect.TextType} NOT NULL);

        """;
}
