namespace DenseEdge.Parity.Tests.Support;

/// <summary>A folder for vectors that vanishes with the test.</summary>
internal sealed class VectorFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("denseedge-parity-");

    /// <summary>The folder.</summary>
    public string Root => _folder.FullName;

    /// <summary>Writes a file and compares it.</summary>
    public FileResult Compare(string name, VectorWriter writer)
    {
        string path = Path.Combine(Root, name + ".npz");
        writer.Save(path);
        return ParityRun.Compare(path);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
