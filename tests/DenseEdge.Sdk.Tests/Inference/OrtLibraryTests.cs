using DenseEdge.Sdk.Inference.Library;

namespace DenseEdge.Sdk.Tests.Inference;

public sealed class OrtLibraryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-library").FullName;

    [Fact]
    public void Request_WithBoth_TakesTheOption()
    {
        Assert.Equal(new OrtLibraryRequest("/opt/a.so", "NativeLibraryPath"), OrtLibraryRequest.From("/opt/a.so", "/opt/b.so"));
        Assert.Equal(new OrtLibraryRequest("/opt/b.so", "DENSEEDGE_ONNXRUNTIME"), OrtLibraryRequest.From("", "/opt/b.so"));
        Assert.Null(OrtLibraryRequest.From(null, ""));
    }

    [Fact]
    public void Load_OfAMissingLibrary_NamesWhoAskedForIt()
        => Assert.Equal(
            "DENSEEDGE_ONNXRUNTIME: expected the native ONNX Runtime /nowhere/libonnxruntime.so, found no such file.",
            Fault("/nowhere/libonnxruntime.so"));

    [Fact]
    public void Load_OfAFileThatIsNoLibrary_GivesTheSystemsWords()
    {
        string path = Path.Combine(_folder, "libonnxruntime.so");
        File.WriteAllText(path, "text");

        Assert.StartsWith($"DENSEEDGE_ONNXRUNTIME: the system can't load {path}: ", Fault(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfAnotherLibrary_SaysWhatItLacks()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "libdenseedge_opencv.so");

        Assert.EndsWith($"but {path} has no function OrtGetApiBase.", Fault(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfTheRealLibrary_ReadsItsVersion()
    {
        OrtLibraryFile file = OrtLibraryFile.Load(Request(Path.Combine(AppContext.BaseDirectory, "libonnxruntime.so")));

        Assert.True(Version.Parse(file.Version) >= OrtLibraryFile.Oldest);
    }

    [Theory]
    [InlineData("1.16.3")]
    [InlineData("none")]
    public void RequireVersion_OfAnOldLibrary_NamesBothVersions(string found)
        => Assert.StartsWith(
            $"DENSEEDGE_ONNXRUNTIME: expected an ONNX Runtime of version {OrtLibraryFile.Oldest} or newer, found {found} in "
                + "/x.so.",
            Assert.Throws<EngineException>(() => OrtLibraryFile.RequireVersion(Request("/x.so"), found)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void RequireVersion_OfABuildOfOnesOwn_TakesItsNumber()
        => OrtLibraryFile.RequireVersion(Request("/x.so"), "1.99.0-rc1+abc");

    [Fact]
    public void Load_WithALibraryAfterTheFirstPredictor_SaysThatItIsTooLate()
    {
        string path = TestModel.Save(_folder);
        DensePredictor.Load(path).Dispose();
        string library = Path.Combine(AppContext.BaseDirectory, "libonnxruntime.so");

        EngineException exception = Assert.Throws<EngineException>(
            () => DensePredictor.Load(path, new PredictorOptions { NativeLibraryPath = library }));

        Assert.StartsWith(
            $"NativeLibraryPath: the native ONNX Runtime {library} comes too late", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Fault(string path)
        => Assert.Throws<EngineException>(() => OrtLibraryFile.Load(Request(path))).Message;

    private static OrtLibraryRequest Request(string path) => new(path, OrtLibrary.Variable);
}
