using DenseEdge.Storage;

namespace DenseEdge.Tuf.Tests.Support;

/// <summary>The disk without waiting for it: what survives a power cut is no matter of most tests, and waiting is slow.</summary>
internal sealed class UnsyncedFileSystem : IFileSystem
{
    private static readonly PhysicalFileSystem Disk = PhysicalFileSystem.Instance;

    public bool FileExists(string path) => Disk.FileExists(path);

    public bool DirectoryExists(string path) => Disk.DirectoryExists(path);

    public long Length(string path) => Disk.Length(path);

    public Stream OpenRead(string path) => Disk.OpenRead(path);

    public WritableFile Create(string path) => new UnsyncedFile(Disk.Create(path));

    public WritableFile OpenAppend(string path) => new UnsyncedFile(Disk.OpenAppend(path));

    public void Move(string source, string destination) => Disk.Move(source, destination);

    public void DeleteFile(string path) => Disk.DeleteFile(path);

    public void DeleteDirectory(string path) => Disk.DeleteDirectory(path);

    public void CreateDirectory(string path) => Disk.CreateDirectory(path);

    public void SyncDirectory(string path)
    {
    }

    public IReadOnlyList<string> Files(string path) => Disk.Files(path);

    public IReadOnlyList<string> Directories(string path) => Disk.Directories(path);

    public long FreeBytes(string path) => Disk.FreeBytes(path);

    public IDisposable? TryLock(string path) => Disk.TryLock(path);

    private sealed class UnsyncedFile(WritableFile file) : WritableFile
    {
        public override long Length => file.Length;

        public override void Write(ReadOnlySpan<byte> bytes) => file.Write(bytes);

        public override void Sync()
        {
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                file.Dispose();
            }
        }
    }
}
