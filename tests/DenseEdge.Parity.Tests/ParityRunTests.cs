using DenseEdge.Parity.Tests.Support;

namespace DenseEdge.Parity.Tests;

public sealed class ParityRunTests
{
    [Fact]
    public void Compare_OfAnUnknownFile_SaysThatNoLayoutFits()
    {
        using VectorFolder folder = new();
        VectorWriter writer = new();
        writer.Add("weather/rain", 1.0);

        FileResult result = folder.Compare("other", writer);

        Assert.False(result.Passed);
        Assert.Null(result.Layout);
        Assert.Contains("unknown: no layout has keys such as weather/rain", result.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_OfADamagedFile_IsAResult()
    {
        using VectorFolder folder = new();
        string path = Path.Combine(folder.Root, "broken.npz");
        File.WriteAllText(path, "this is no archive");

        FileResult result = ParityRun.Compare(path);

        Assert.False(result.Passed);
        Assert.Contains("not an .npz archive", result.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_OfAFolderWithoutVectors_SaysSo()
    {
        using VectorFolder folder = new();

        ArgumentException empty = Assert.Throws<ArgumentException>(() => ParityRun.Files(folder.Root));
        ArgumentException missing = Assert.Throws<ArgumentException>(() => ParityRun.Files(Path.Combine(folder.Root, "none")));

        Assert.Contains("found none", empty.Message, StringComparison.Ordinal);
        Assert.Contains("found no folder", missing.Message, StringComparison.Ordinal);
    }
}
