using DenseEdge.Sdk.Tests;

namespace DenseEdge.Samples.Tests;

/// <summary>An empty folder with a small model that answers all six tasks.</summary>
public sealed class SampleFolder : IDisposable
{
    public SampleFolder() => Model = TestModel.Save(Path);

    public string Path { get; } = Directory.CreateTempSubdirectory("denseedge-sample-").FullName;

    public string Model { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
