using System.Security.Cryptography;
using System.Text.Json;
using DenseEdge.Agent.Updating;
using DenseEdge.Storage;

namespace DenseEdge.Agent.Storing;

/// <content>Models come, are looked at, and go.</content>
public sealed partial class ModelStore
{
    private const int MostInstalledBytes = 4 << 20;

    /// <summary>The models that are there whole, as far as names and lengths tell, in order of their digests.</summary>
    public IReadOnlyList<InstalledModel> Models()
        => [.. _files.Directories(Paths.Models).Select(folder => "sha256:" + Path.GetFileName(folder))
            .Where(ModelReference.IsDigest).Select(Find).OfType<InstalledModel>()];

    /// <summary>Looks for a model.</summary>
    /// <param name="digest">The bundle's digest.</param>
    /// <returns>Null if it isn't there, or not all of it: a file is missing or has another length.</returns>
    public InstalledModel? Find(string digest)
    {
        string folder = Paths.ModelFolder(digest);
        string path = Path.Combine(folder, StorePaths.InstalledFileName);
        if (!_files.FileExists(path))
        {
            return null;
        }

        try
        {
            byte[] bytes = DurableFile.Read(_files, path, MostInstalledBytes);
            InstalledModel? model = JsonSerializer.Deserialize(bytes, AgentJson.Files.InstalledModel);
            return model?.Digest == digest && model.Files.All(file => HasLength(folder, file)) ? model : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Reads every byte of a model.</summary>
    /// <param name="model">An installed model.</param>
    /// <returns>Null if all is as it was installed; else the file that isn't.</returns>
    public string? FindDamage(InstalledModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        string folder = Paths.ModelFolder(model.Digest);
        return model.Files.FirstOrDefault(file => !HasLength(folder, file) || Sha256(FileIn(folder, file)) != file.Sha256)?.Path;
    }

    /// <summary>Makes the folders that a source fetches into.</summary>
    /// <param name="digest">The bundle's digest.</param>
    /// <returns>The folder of its parts, as an earlier call left it, and the one to unpack in, which isn't there yet.</returns>
    internal (string Parts, string Staging) Stage(string digest)
    {
        (string parts, string staging) = (Paths.PartsFolder(digest), Paths.StagingFolder(digest));
        _files.DeleteDirectory(staging);
        _files.CreateDirectory(parts);
        return (parts, staging);
    }

    /// <summary>Moves an unpacked bundle into the store. Whoever unpacked it need not have synchronised anything.</summary>
    /// <param name="offer">What it is.</param>
    /// <param name="fetched">Its variant for this device.</param>
    /// <exception cref="UpdateException">The variant's file isn't there.</exception>
    internal InstalledModel Install(UpdateOffer offer, FetchedModel fetched)
    {
        string staging = Paths.StagingFolder(offer.Digest);
        InstalledModel model = new()
        {
            Digest = offer.Digest,
            Name = offer.Name,
            Version = offer.Version,
            Release = offer.Release,
            ModelFile = fetched.ModelFile,
            LatencyPromiseMs = fetched.LatencyPromiseMs,
            Precision = fetched.Precision,
            Provider = fetched.Provider,
            Files = FilesOf(staging),
        };
        if (!model.Files.Any(file => file.Path == fetched.ModelFile))
        {
            throw new UpdateException(
                UpdateFailure.Refused, $"{model}: expected '{fetched.ModelFile}' in the bundle, found no such file.");
        }

        SyncTree(staging);
        DurableFile.Replace(
            _files, Path.Combine(staging, StorePaths.InstalledFileName),
            JsonSerializer.SerializeToUtf8Bytes(model, AgentJson.Files.InstalledModel));
        Remove(Paths.ModelFolder(offer.Digest));
        _files.Move(staging, Paths.ModelFolder(offer.Digest));
        _files.SyncDirectory(Paths.Models);
        return model;
    }

    /// <summary>Deletes what is neither kept nor being fetched.</summary>
    /// <param name="keep">Digests of models to keep.</param>
    /// <param name="fetching">The digest whose parts are kept; null for none.</param>
    internal void Collect(IReadOnlyCollection<string> keep, string? fetching)
    {
        HashSet<string> kept = [.. keep.Select(ModelReference.HexOf)];
        foreach (string folder in _files.Directories(Paths.Models).Where(folder => !kept.Contains(Path.GetFileName(folder))))
        {
            Remove(folder);
        }

        string? hex = fetching is null ? null : ModelReference.HexOf(fetching);
        foreach (string folder in _files.Directories(Paths.Downloads)
            .Where(folder => hex is null || !Path.GetFileName(folder).StartsWith(hex + ".", StringComparison.Ordinal)))
        {
            _files.DeleteDirectory(folder);
        }

        foreach (string file in _files.Files(Paths.Downloads))
        {
            _files.DeleteFile(file);
        }

        _files.SyncDirectory(Paths.Downloads);
    }

    /// <summary>Bytes of a bundle that are here already.</summary>
    internal long FetchedBytes(string digest) => TreeBytes(Paths.PartsFolder(digest)) + TreeBytes(Paths.StagingFolder(digest));

    // A half-deleted folder must never carry a model's name, not even after a power cut: hence the rename, made durable, first.
    private void Remove(string modelFolder)
    {
        if (!_files.DirectoryExists(modelFolder))
        {
            return;
        }

        string trash = Paths.TrashFolder(modelFolder);
        _files.DeleteDirectory(trash);
        _files.Move(modelFolder, trash);
        _files.SyncDirectory(Paths.Models);
        _files.SyncDirectory(Paths.Downloads);
        _files.DeleteDirectory(trash);
    }

    private void SyncTree(string folder)
    {
        foreach (string path in _files.Files(folder))
        {
            using WritableFile file = _files.OpenAppend(path);
            file.Sync();
        }

        foreach (string inner in _files.Directories(folder))
        {
            SyncTree(inner);
        }

        _files.SyncDirectory(folder);
    }

    private List<InstalledFile> FilesOf(string root)
    {
        List<InstalledFile> found = [];
        Walk(root, string.Empty);
        return found;

        void Walk(string folder, string prefix)
        {
            foreach (string path in _files.Files(folder).Where(path => !IsOwn(prefix, Path.GetFileName(path))))
            {
                found.Add(new InstalledFile(prefix + Path.GetFileName(path), _files.Length(path), Sha256(path)));
            }

            foreach (string inner in _files.Directories(folder))
            {
                Walk(inner, $"{prefix}{Path.GetFileName(inner)}/");
            }
        }

        // Left by an installation that a power cut ended; written anew.
        static bool IsOwn(string prefix, string name)
            => prefix.Length == 0
                && name is StorePaths.InstalledFileName or StorePaths.InstalledFileName + DurableFile.TemporaryEnding;
    }

    private long TreeBytes(string folder)
        => _files.Files(folder).Sum(_files.Length) + _files.Directories(folder).Sum(TreeBytes);

    private bool HasLength(string folder, InstalledFile file)
        => _files.FileExists(FileIn(folder, file)) && _files.Length(FileIn(folder, file)) == file.Bytes;

    private static string FileIn(string folder, InstalledFile file)
        => Path.Combine(folder, file.Path.Replace('/', Path.DirectorySeparatorChar));

    private string Sha256(string path) => FileDigest.Hex(_files, path, HashAlgorithmName.SHA256);
}
