namespace DenseEdge.Packaging.Tests;

/// <summary>Every sample, published for a board from this machine. Builds of its own folder: the checkout's stay as they
/// are.</summary>
[Trait("Category", "long")]
public sealed class SamplePublishTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-publish-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Publish_OfEverySampleForABoard_GivesAProgramWithTheBoardsLibrary()
    {
        string[] samples = Directory.GetFiles(
            Path.Combine(Dotnet.RepositoryRoot, "device-samples"), "*.csproj", SearchOption.AllDirectories);
        Assert.Equal(6, samples.Length);
        foreach (string sample in samples)
        {
            string name = Path.GetFileNameWithoutExtension(sample);
            string output = Path.Combine(_folder, name);
            string log = Dotnet.Run(
                _folder, new Dictionary<string, string?>(), "publish", sample, "-r", "linux-arm64", "--no-self-contained",
                "-p:UseAppHost=false", $"-p:ArtifactsPath={Path.Combine(_folder, "artifacts")}", "--nologo", "-o", output);

            Assert.True(File.Exists(Path.Combine(output, $"{name}.dll")), log);
            Assert.True(File.Exists(Path.Combine(output, $"{name}.runtimeconfig.json")), log);
            using FileStream library = File.OpenRead(Path.Combine(output, "libonnxruntime.so"));
            library.Position = 18;
            Assert.Equal(183, library.ReadByte());      // ELF's number of AArch64

            // The OpenCV shim is there, or what builds it is, with a word about it.
            bool hasShim = File.Exists(Path.Combine(output, "libdenseedge_opencv.so"));
            Assert.Equal(!hasShim, log.Contains("DE0003", StringComparison.Ordinal));
            Assert.Equal(!hasShim, File.Exists(Path.Combine(output, "build-native.sh")));
        }
    }
}
