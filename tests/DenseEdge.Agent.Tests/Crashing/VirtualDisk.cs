using DenseEdge.Storage;

namespace DenseEdge.Agent.Tests.Crashing;

/// <summary>
/// A disk in memory that knows what the platter has and what only the cache has. The power can be cut before any step that
/// changes something, and in the middle of a write; afterwards every call fails, as the process is gone.
/// </summary>
/// <remarks>A name is durable when its folder was synchronised, bytes when their file was. A rename is durable with the folder
/// that it leads to.</remarks>
internal sealed partial class VirtualDisk : IFileSystem
{
    private readonly VirtualFolder _root = new();
    private readonly List<VirtualMove> _moves = [];
    private readonly HashSet<string> _locks = [];
    private bool _isDead;

    /// <summary>What was done so far: every step that changes something.</summary>
    public List<string> Steps { get; } = [];

    /// <summary>The step before which the power is cut, counted from 0; negative for never.</summary>
    public int CutAt { get; set; } = -1;

    /// <summary>Whether the cut comes in the middle of that step, if it is a write.</summary>
    public bool CutsWritesInHalf { get; set; }

    /// <summary>The step from which on the disk is full; negative for never.</summary>
    public int FullFrom { get; set; } = -1;

    /// <summary>Whether nothing may be changed.</summary>
    public bool IsReadOnly { get; set; }

    /// <summary>Calls of <see cref="WritableFile.Sync"/> whose path contains this do nothing: a planted mistake.</summary>
    public string? ForgetsSyncOf { get; set; }

    /// <summary>Calls of <see cref="SyncDirectory"/> whose path ends in this do nothing: a planted mistake.</summary>
    public string? ForgetsFolderSyncOf { get; set; }

    public long Free { get; set; } = 1L << 40;

    /// <summary>A disk with nothing but the folder that stores lie in.</summary>
    public static VirtualDisk Empty()
    {
        VirtualDisk disk = new();
        disk.CreateDirectory(Path.GetDirectoryName(Device.Root)!);
        return disk.Restart(Survival.WrittenIsKept);
    }

    public bool FileExists(string path) => Look(path) is VirtualFile;

    public bool DirectoryExists(string path) => Look(path) is VirtualFolder;

    public long Length(string path) => File(path).Seen.Length;

    public Stream OpenRead(string path) => new MemoryStream(File(path).Seen, writable: false);

    public WritableFile Create(string path)
    {
        Writing($"create {path}");
        (VirtualFolder folder, string name) = Place(path);
        if (folder.Seen.TryGetValue(name, out VirtualNode? old) && old is VirtualFile known)
        {
            known.Seen = [];
            return new OpenFile(this, known, path);
        }

        VirtualFile file = new();
        folder.Seen[name] = file;
        return new OpenFile(this, file, path);
    }

    public WritableFile OpenAppend(string path)
        => Look(path) is VirtualFile file ? new OpenFile(this, file, path) : Create(path);

    public void Move(string source, string destination)
    {
        Changing($"move {source} -> {destination}");
        (VirtualFolder from, string oldName) = Place(source);
        (VirtualFolder to, string newName) = Place(destination);
        VirtualNode node = from.Seen.GetValueOrDefault(oldName) ?? throw new FileNotFoundException(source);
        if (to.Seen.GetValueOrDefault(newName) is VirtualFolder { Seen.Count: > 0 })
        {
            throw new IOException($"{destination}: expected an empty folder.");
        }

        from.Seen.Remove(oldName);
        to.Seen[newName] = node;
        _moves.Add(new VirtualMove(node, from, oldName, to, newName));
    }

    public void DeleteFile(string path)
    {
        if (FileExists(path))
        {
            Changing($"delete {path}");
            (VirtualFolder folder, string name) = Place(path);
            folder.Seen.Remove(name);
        }
    }

    public void DeleteDirectory(string path)
    {
        Alive();
        if (!DirectoryExists(path))
        {
            return;
        }

        foreach (string file in Files(path))
        {
            DeleteFile(file);
        }

        foreach (string inner in Directories(path))
        {
            DeleteDirectory(inner);
        }

        Changing($"delete {path}");
        (VirtualFolder folder, string name) = Place(path);
        folder.Seen.Remove(name);
    }

    public void CreateDirectory(string path)
    {
        Alive();
        VirtualFolder folder = _root;
        foreach (string name in Parts(path))
        {
            if (!folder.Seen.TryGetValue(name, out VirtualNode? inner))
            {
                Writing($"make {path}");
                folder.Seen[name] = inner = new VirtualFolder();
            }

            folder = (VirtualFolder)inner;
        }
    }

    public void SyncDirectory(string path)
    {
        Changing($"sync folder {path}");
        if (ForgetsFolderSyncOf is null || !path.EndsWith(ForgetsFolderSyncOf, StringComparison.Ordinal))
        {
            MakeDurable((VirtualFolder)(Look(path) ?? throw new DirectoryNotFoundException(path)));
        }
    }

    public IReadOnlyList<string> Files(string path) => Names<VirtualFile>(path);

    public IReadOnlyList<string> Directories(string path) => Names<VirtualFolder>(path);

    public long FreeBytes(string path) => Free;

    public IDisposable? TryLock(string path)
    {
        Alive();
        return _locks.Add(path) ? new Held(() => _locks.Remove(path)) : null;
    }

    private void Writing(string step)
    {
        Changing(step);
        if (FullFrom >= 0 && Steps.Count > FullFrom)
        {
            throw new IOException($"No space left on device: {step}");
        }
    }

    private void Changing(string step)
    {
        Alive();
        if (IsReadOnly)
        {
            throw new UnauthorizedAccessException($"Read-only file system: {step}");
        }

        if (Steps.Count == CutAt && !(CutsWritesInHalf && IsWrite(step)))
        {
            _isDead = true;
            throw new PowerCutException(step);
        }

        Steps.Add(step);
    }

    private void Alive()
    {
        if (_isDead)
        {
            throw new PowerCutException("a step after the end");
        }
    }

    internal static bool IsWrite(string step) => step.StartsWith("write ", StringComparison.Ordinal);

    private void Write(VirtualFile file, string path, ReadOnlySpan<byte> bytes)
    {
        bool isHalf = Steps.Count == CutAt && CutsWritesInHalf;
        Writing($"write {path}");
        ReadOnlySpan<byte> written = isHalf ? bytes[..(bytes.Length / 2)] : bytes;
        file.Seen = [.. file.Seen, .. written];
        if (isHalf)
        {
            _isDead = true;
            throw new PowerCutException($"half of write {path}");
        }
    }

    private void Sync(VirtualFile file, string path)
    {
        Changing($"sync {path}");
        if (ForgetsSyncOf is null || !path.Contains(ForgetsSyncOf, StringComparison.Ordinal))
        {
            file.Durable = file.Seen;
        }
    }

    private string[] Names<T>(string path)
        where T : VirtualNode
    {
        Alive();
        return Look(path) is VirtualFolder folder
            ? [.. folder.Seen.Where(entry => entry.Value is T).Select(entry => Path.Combine(path, entry.Key))]
            : [];
    }

    private VirtualFile File(string path) => Look(path) as VirtualFile ?? throw new FileNotFoundException(path);

    private VirtualNode? Look(string path)
    {
        Alive();
        VirtualNode? node = _root;
        foreach (string name in Parts(path))
        {
            node = (node as VirtualFolder)?.Seen.GetValueOrDefault(name);
        }

        return node;
    }

    private (VirtualFolder Folder, string Name) Place(string path)
        => (Look(Path.GetDirectoryName(path)!) as VirtualFolder ?? throw new DirectoryNotFoundException(path), Path.GetFileName(path));

    private static string[] Parts(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private sealed class OpenFile(VirtualDisk disk, VirtualFile file, string path) : WritableFile
    {
        public override long Length => file.Seen.Length;

        public override void Write(ReadOnlySpan<byte> bytes) => disk.Write(file, path, bytes);

        public override void Sync() => disk.Sync(file, path);

        protected override void Dispose(bool disposing)
        {
        }
    }

    private sealed class Held(Action release) : IDisposable
    {
        public void Dispose() => release();
    }
}
