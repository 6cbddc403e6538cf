using DenseEdge.Fleet.Actions;
using DenseEdge.Fleet.Changes;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Models;

/// <summary>Model versions in SQL.</summary>
internal sealed class ModelStore(StoreContext context) : IModelStore
{
    public Task<ModelVersion> AddAsync(NewModel model, CancellationToken cancellation)
    {
        Check(model);
        return context.Sql.WriteAsync(
            async session =>
            {
                long? id = await session.LongAsync(
                    $"""
                    INSERT INTO models (name, version, release, digest, kind, created_ms)
                    VALUES ({model.Name}, {model.Version}, {model.Release}, {model.Digest}, {model.Kind}, {session.Now})
                    ON CONFLICT (name, version) DO NOTHING RETURNING id
                    """).ConfigureAwait(false);
                if (id is null)
                {
                    return await SameAsync(session, model).ConfigureAwait(false);
                }

                await InsertArtifactsAsync(session, id.Value, model.Artifacts).ConfigureAwait(false);
                await session.ChangedAsync(ChangeKind.Model, Text(id.Value)).ConfigureAwait(false);
                return (await ModelReader.FindAsync(session, $"m.id = {id.Value}").ConfigureAwait(false))!;
            },
            cancellation);
    }

    public Task<IReadOnlyList<ModelVersion>> ListAsync(CancellationToken cancellation) => context.Sql.ReadAsync(
        async session =>
            (IReadOnlyList<ModelVersion>)await ModelReader.ListAsync(session, SqlText.Trusted("1 = 1")).ConfigureAwait(false),
        cancellation);

    public Task<ModelVersion?> FindAsync(long id, CancellationToken cancellation) =>
        context.Sql.ReadAsync(session => ModelReader.FindAsync(session, $"m.id = {id}"), cancellation);

    public Task<ModelVersion?> FindAsync(string name, string version, CancellationToken cancellation) =>
        context.Sql.ReadAsync(
            session => ModelReader.FindAsync(session, $"m.name = {name} AND m.version = {version}"), cancellation);

    public Task<IReadOnlyList<string>> DeleteAsync(long id, CancellationToken cancellation) => context.Sql.WriteAsync(
        async session =>
        {
            ModelVersion model = await ModelReader.FindAsync(session, $"m.id = {id}").ConfigureAwait(false)
                ?? throw FleetException.NotFound($"There is no model version {id}.");
            await session.AnyAsync($"SELECT 1 FROM models WHERE id = {id}{session.Dialect.ForDelete}").ConfigureAwait(false);
            await RefuseIfUsedAsync(session, model).ConfigureAwait(false);
            await session.ExecuteAsync($"DELETE FROM models WHERE id = {id}").ConfigureAwait(false);
            await session.ChangedAsync(ChangeKind.Model, Text(id)).ConfigureAwait(false);
            SqlText digests = session.Dialect.Texts(model.Artifacts.Select(artifact => artifact.Sha256).Distinct());
            return (IReadOnlyList<string>)await session.ListAsync(
                $"""
                SELECT v.value FROM {digests} v WHERE NOT EXISTS (SELECT 1 FROM model_artifacts a WHERE a.sha256 = v.value)
                    AND NOT EXISTS (SELECT 1 FROM repository_files r WHERE r.sha256 = v.value)
                """,
                row => row.Text()).ConfigureAwait(false);
        },
        cancellation);

    private static string Text(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static void Check(NewModel model)
    {
        Checks.Text(model.Name, "a model's name", 128);
        Checks.Text(model.Version, "a version", 64);
        if (model.Artifacts.Count is 0 or > 100)
        {
            throw FleetException.Invalid(
                $"Expected 1 to 100 files of model {model.Name} {model.Version}, found {model.Artifacts.Count}.");
        }

        foreach (ModelArtifact artifact in model.Artifacts)
        {
            Checks.Text(artifact.Name, "a file's name", 255);
            CheckDigest(artifact.Sha256, 64, "SHA-256");
            CheckDigest(artifact.Sha1, 40, "SHA-1");
            CheckDigest(artifact.Md5, 32, "MD5");
        }

        if (model.Artifacts.Select(artifact => artifact.Name).Distinct().Count() != model.Artifacts.Count)
        {
            throw FleetException.Invalid($"Two files of model {model.Name} {model.Version} have the same name.");
        }
    }

    private static void CheckDigest(string digest, int digits, string what)
    {
        if (digest.Length != digits || !digest.All(char.IsAsciiHexDigitLower))
        {
            throw FleetException.Invalid(
                $"Expected {digits} lower-case hexadecimal digits of a {what}, found {digest.Length} characters.");
        }
    }

    private static async Task InsertArtifactsAsync(Session session, long id, IReadOnlyList<ModelArtifact> artifacts)
    {
        for (int i = 0; i < artifacts.Count; i++)
        {
            ModelArtifact file = artifacts[i];
            await session.ExecuteAsync(
                $"""
                INSERT INTO model_artifacts (model_id, ordinal, name, size_bytes, sha256, sha1, md5)
                VALUES ({id}, {i}, {file.Name}, {file.SizeBytes}, {file.Sha256}, {file.Sha1}, {file.Md5})
                """).ConfigureAwait(false);
        }
    }

    private static async Task<ModelVersion> SameAsync(Session session, NewModel model)
    {
        ModelVersion found = (await ModelReader.FindAsync(
            session, $"m.name = {model.Name} AND m.version = {model.Version}").ConfigureAwait(false))!;
        return found.Artifacts.SequenceEqual(model.Artifacts)
            ? found
            : throw FleetException.Conflict(
                $"Model {model.Name} {model.Version} is published already with other content. A version never changes: " +
                $"publish a new one.");
    }

    private static async Task RefuseIfUsedAsync(Session session, ModelVersion model)
    {
        bool used = await session.AnyAsync(
            $"""
            SELECT 1 WHERE EXISTS (SELECT 1 FROM actions WHERE model_id = {model.Id} AND state NOT IN ({ActionSql.Ended}))
                OR EXISTS (SELECT 1 FROM rollouts WHERE model_id = {model.Id} AND state IN ('ready', 'running', 'paused'))
            """).ConfigureAwait(false);
        if (used)
        {
            throw FleetException.Conflict(
                $"Model {model.Name} {model.Version} is part of a rollout or an action that hasn't ended: abort or cancel " +
                $"that first.");
        }
    }
}
