using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet.Repository;

/// <summary>Names of the signed repository in SQL.</summary>
internal sealed class RepositoryStore(StoreContext context) : IRepositoryStore
{
    public Task<RepositoryFile?> FindAsync(string path, CancellationToken cancellation) =>
        context.Sql.ReadAsync(session => FindAsync(session, path), cancellation);

    public Task<IReadOnlyList<RepositoryFile>> ListAsync(CancellationToken cancellation) => context.Sql.ReadAsync(
        async session => (IReadOnlyList<RepositoryFile>)await session.ListAsync(
            $"SELECT path, sha256, size_bytes, written_ms FROM repository_files ORDER BY path", Read).ConfigureAwait(false),
        cancellation);

    public Task<bool> PutAsync(string path, string sha256, long sizeBytes, bool overwrite, CancellationToken cancellation)
    {
        CheckPath(path);
        return context.Sql.WriteAsync(
            async session =>
            {
                int rows = await session.ExecuteAsync(
                    $"""
                    INSERT INTO repository_files (path, sha256, size_bytes, written_ms)
                    VALUES ({path}, {sha256}, {sizeBytes}, {session.Now}) ON CONFLICT (path) DO NOTHING
                    """).ConfigureAwait(false);
                if (rows == 1 || (await FindAsync(session, path).ConfigureAwait(false))!.Sha256 == sha256)
                {
                    return rows == 1;
                }

                if (!overwrite)
                {
                    throw FleetException.Conflict(
                        $"The repository has {path} with other content, and what is signed never changes: publish it under " +
                        $"the next version.");
                }

                await session.ExecuteAsync(
                    $"""
                    UPDATE repository_files SET sha256 = {sha256}, size_bytes = {sizeBytes}, written_ms = {session.Now}
                    WHERE path = {path}
                    """).ConfigureAwait(false);
                return true;
            },
            cancellation);
    }

    public Task<bool> IsNeededAsync(string sha256, CancellationToken cancellation) => context.Sql.ReadAsync(
        session => session.AnyAsync(
            $"""
            SELECT 1 WHERE EXISTS (SELECT 1 FROM model_artifacts WHERE sha256 = {sha256})
                OR EXISTS (SELECT 1 FROM repository_files WHERE sha256 = {sha256})
            """),
        cancellation);

    private static Task<RepositoryFile?> FindAsync(Session session, string path) => session.FindAsync(
        $"SELECT path, sha256, size_bytes, written_ms FROM repository_files WHERE path = {path}", Read);

    private static void CheckPath(string path)
    {
        Checks.Text(path, "a path in the repository", 512);
        if (path.Contains('\\', StringComparison.Ordinal) || path.Split('/').Any(part => part is "" or "." or ".."))
        {
            throw FleetException.Invalid(
                $"A path in the repository has parts by single slashes, none of which is a dot or two; found '{path}'.");
        }
    }

    private static RepositoryFile Read(SqlRow row) => new(row.Text(), row.Text(), row.Long(), row.Time());
}
