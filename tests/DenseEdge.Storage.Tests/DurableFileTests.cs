namespace DenseEdge.Storage.Tests;

public sealed class DurableFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-storage-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Replace_OfAnOldFile_LeavesTheNewTextAlone()
    {
        string path = Path.Combine(_folder, "state.json");
        DurableFile.Replace(PhysicalFileSystem.Instance, path, "old and longer");

        DurableFile.Replace(PhysicalFileSystem.Instance, path, "new");

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Read_OfMoreThanMayBe_Throws()
    {
        string path = Path.Combine(_folder, "endless");
        File.WriteAllText(path, "12345");

        InvalidDataException error = Assert.Throws<InvalidDataException>(
            () => DurableFile.Read(PhysicalFileSystem.Instance, path, mostBytes: 4));

        Assert.Contains("at most 4 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryLock_OfATakenLock_IsNull()
    {
        string path = Path.Combine(_folder, "lock");
        using (IDisposable? first = PhysicalFileSystem.Instance.TryLock(path))
        {
            Assert.NotNull(first);
            Assert.Null(PhysicalFileSystem.Instance.TryLock(path));
        }

        using IDisposable? again = PhysicalFileSystem.Instance.TryLock(path);
        Assert.NotNull(again);
    }

    [Fact]
    public void SyncDirectory_OfNoFolder_SaysWhich()
    {
        string missing = Path.Combine(_folder, "missing");

        IOException error = Assert.Throws<IOException>(() => PhysicalFileSystem.Instance.SyncDirectory(missing));

        Assert.Contains(missing, error.Message, StringComparison.Ordinal);
    }
}
