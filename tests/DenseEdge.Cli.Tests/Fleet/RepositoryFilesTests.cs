using DenseEdge.Cli.Fleet;

namespace DenseEdge.Cli.Tests.Fleet;

public sealed class RepositoryFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("denseedge-repository-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Files_OfARepository_BringWhatIsNamedBeforeWhatNamesIt()
    {
        foreach (string path in (string[])["metadata/timestamp.json", "metadata/1.root.json", "metadata/4.snapshot.json",
            "metadata/2.targets.json", "metadata/half.json.tmp", "targets/models/scene/1.4/ab.bundle", "staged/root.json", "lock"])
        {
            string full = Path.Combine(_folder.FullName, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, path);
        }

        Assert.Equal(
            ["targets/models/scene/1.4/ab.bundle", "metadata/1.root.json", "metadata/2.targets.json", "metadata/4.snapshot.json",
                "metadata/timestamp.json"],
            RepositoryFiles.InOrder(_folder.FullName));
    }

    [Fact]
    public void Files_OfAFolderWithoutATimestamp_AreRefused()
        => Assert.Contains(
            "found no metadata/timestamp.json",
            Assert.Throws<FileNotFoundException>(() => RepositoryFiles.InOrder(_folder.FullName)).Message,
            StringComparison.Ordinal);
}
