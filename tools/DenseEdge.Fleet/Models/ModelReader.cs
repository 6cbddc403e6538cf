using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Models;

/// <summary>Reads model versions with their files.</summary>
internal static class ModelReader
{
    private static readonly SqlText DeviceCount = SqlText.Trusted(
        "(SELECT count(*) FROM devices d WHERE d.model = m.name AND d.version = m.version)");

    public static async Task<ModelVersion?> FindAsync(Session session, SqlText condition) =>
        (await ListAsync(session, condition, DeviceCount).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>A version to refer to: nobody deletes it before the transaction ends.</summary>
    /// <exception cref="FleetException">There is none.</exception>
    public static async Task<ModelVersion> ReferAsync(Session session, string name, string version)
    {
        long? id = await session.LongAsync(
            $"SELECT id FROM models WHERE name = {name} AND version = {version}{session.Dialect.ForReference}")
                .ConfigureAwait(false);
        return id is null
            ? throw FleetException.NotFound($"There is no model {name} {version}: publish it first.")
            : (await FindUncountedAsync(session, id.Value).ConfigureAwait(false))!;
    }

    /// <summary>For devices, which come by the thousand: without counting who runs it.</summary>
    public static async Task<ModelVersion?> FindUncountedAsync(Session session, long id) =>
        (await ListAsync(session, $"m.id = {id}", SqlText.Trusted("0")).ConfigureAwait(false)).FirstOrDefault();

    /// <param name="session">The connection.</param>
    /// <param name="condition">On a row m of models.</param>
    public static Task<List<ModelVersion>> ListAsync(Session session, SqlText condition) =>
        ListAsync(session, condition, DeviceCount);

    private static async Task<List<ModelVersion>> ListAsync(Session session, SqlText condition, SqlText deviceCount)
    {
        List<ModelVersion> models = await session.ListAsync(
            $"""
            SELECT m.id, m.name, m.version, m.release, m.digest, m.kind, m.created_ms, {deviceCount}
            FROM models m WHERE {condition} ORDER BY m.id DESC
            """,
            row => new ModelVersion
            {
                Id = row.Long(),
                Name = row.Text(),
                Version = row.Text(),
                Release = row.Long(),
                Digest = row.TextOrNull(),
                Kind = row.Name<ModelKind>(),
                Created = row.Time(),
                Devices = row.Long(),
            }).ConfigureAwait(false);
        ILookup<long, ModelArtifact> artifacts = (await session.ListAsync(
            $"""
            SELECT model_id, name, size_bytes, sha256, sha1, md5 FROM model_artifacts
            WHERE model_id IN {session.Dialect.Longs(models.Select(model => model.Id))} ORDER BY model_id, ordinal
            """,
            row => (Id: row.Long(), File: new ModelArtifact(row.Text(), row.Long(), row.Text(), row.Text(), row.Text())))
            .ConfigureAwait(false)).ToLookup(row => row.Id, row => row.File);
        return [.. models.Select(model => model with { Artifacts = [.. artifacts[model.Id]] })];
    }
}
