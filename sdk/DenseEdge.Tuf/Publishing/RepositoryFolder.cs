using System.Globalization;
using DenseEdge.Storage;
using DenseEdge.Tuf.Metadata;

namespace DenseEdge.Tuf.Publishing;

/// <summary>The folder of a repository: metadata/ and targets/ are what clients see, staged/ is what waits.</summary>
internal sealed class RepositoryFolder(IFileSystem files, string folder)
{
    private const int MostBytes = 64 * 1024 * 1024;

    public string Metadata { get; } = Path.Combine(folder, "metadata");

    public string Targets { get; } = Path.Combine(folder, "targets");

    private string Staged { get; } = Path.Combine(folder, "staged");

    /// <summary>Makes the folders.</summary>
    public void Create()
    {
        files.CreateDirectory(Metadata);
        files.CreateDirectory(Targets);
        files.CreateDirectory(Staged);
        files.SyncDirectory(folder);
    }

    /// <summary>Whether there is a repository.</summary>
    public bool Exists => files.DirectoryExists(Metadata) && files.DirectoryExists(Staged);

    /// <summary>Takes the lock that keeps two from changing it at once.</summary>
    public IDisposable Lock() => files.TryLock(Path.Combine(folder, "lock"))
        ?? throw new IOException($"Expected the repository '{folder}' for this command alone, but another one is changing it.");

    /// <summary>What waits of a role; null if nothing does.</summary>
    public SignedFile? ReadStaged(string role) => Read(Path.Combine(Staged, RoleNames.File(role)), $"staged {role}.json");

    /// <summary>Lets something wait.</summary>
    public void WriteStaged(string role, byte[] bytes)
        => DurableFile.Replace(files, Path.Combine(Staged, RoleNames.File(role)), bytes);

    /// <summary>Nothing of a role waits any more.</summary>
    public void DeleteStaged(string role) => files.DeleteFile(Path.Combine(Staged, RoleNames.File(role)));

    /// <summary>The newest published metadata of a role; null if there is none.</summary>
    public SignedFile? ReadPublished(string role)
    {
        if (role == RoleNames.Timestamp)
        {
            return Read(Path.Combine(Metadata, RoleNames.File(role)), RoleNames.File(role));
        }

        long newest = files.Files(Metadata).Select(path => VersionOf(path, role)).DefaultIfEmpty(0).Max();
        return newest == 0 ? null : Read(Path.Combine(Metadata, Name(newest, role)), Name(newest, role));
    }

    /// <summary>Published metadata of a role, of one version.</summary>
    /// <exception cref="TufException">They are not there.</exception>
    public SignedFile RequirePublished(string role, long version)
        => Read(Path.Combine(Metadata, Name(version, role)), Name(version, role))
            ?? throw new TufException(TufReason.Missing, $"Expected {Name(version, role)} in '{Metadata}', found none.");

    /// <summary>Publishes metadata of a role.</summary>
    public void WritePublished(string role, long version, byte[] bytes)
        => DurableFile.Replace(
            files, Path.Combine(Metadata, role == RoleNames.Timestamp ? RoleNames.File(role) : Name(version, role)), bytes);

    private SignedFile? Read(string path, string name)
        => files.FileExists(path) ? SignedFile.Parse(name, DurableFile.Read(files, path, MostBytes)) : null;

    private static string Name(long version, string role) => $"{version}.{RoleNames.File(role)}";

    private static long VersionOf(string path, string role)
    {
        string name = Path.GetFileName(path);
        string ending = "." + RoleNames.File(role);
        return name.EndsWith(ending, StringComparison.Ordinal)
            && long.TryParse(name[..^ending.Length], NumberStyles.None, CultureInfo.InvariantCulture, out long version)
            ? version
            : 0;
    }
}
