using DenseEdge.Sdk.Tests;

namespace DenseEdge.Packaging.Tests;

/// <summary>A program of somebody else's, made from the packages alone: no reference into the repository, package sources of its
/// own.</summary>
[Trait("Category", "long")]
public sealed class PackageConsumerTests(PackageFeed feed) : IClassFixture<PackageFeed>, IDisposable
{
    private const string Project =
        """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <InvariantGlobalization>true</InvariantGlobalization>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <WarningsNotAsErrors>DE0003</WarningsNotAsErrors>
            <TrimmerSingleWarn>false</TrimmerSingleWarn>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="DenseEdge.Sdk" Version="0.1.0" />
            <PackageReference Include="DenseEdge.Hosting" Version="0.1.0" />
          </ItemGroup>
        </Project>
        """;

    private const string Program =
        """
        using DenseEdge.Cameras;
        using DenseEdge.Contracts;
        using DenseEdge.Hosting;
        using DenseEdge.Imaging;
        using DenseEdge.Sdk;

        using MjpegServer viewer = MjpegServer.Start("http://:0");
        using MetricsServer metrics = MetricsServer.Start("http://:0", "DenseEdge");
        using DensePredictor predictor = DensePredictor.Load(args[0]);
        using Camera camera = Camera.Open("test://?width=64&height=48&fps=0&frames=3");
        foreach (Frame frame in camera)
        {
            using DensePrediction prediction = predictor.Run(frame);
            Rgb24Image picture = prediction.Overlay(TaskKind.Depth);
            viewer.Show(picture);
            ImageFile.Write("depth.png", picture);
            Console.WriteLine($"{prediction.Height}x{prediction.Width} {prediction.Segmentation!.Value.Labels.Span.Length} {predictor.EngineName}");
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-consumer-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // The packages' own cache, so that an older package of the same version is never taken.
    private Dictionary<string, string?> Environment => new() { ["NUGET_PACKAGES"] = Path.Combine(_folder, "cache") };

    [Fact]
    public void Consumer_BuiltFromThePackages_RunsAModel()
    {
        string model = MakeProject();

        Dotnet.Run(_folder, Environment, "build", "-c", "Release", "--nologo", "-v", "quiet", "-o", "built");
        string output = Dotnet.Run(_folder, Environment, Path.Combine("built", "Consumer.dll"), model);

        Assert.Equal(3, output.Split('\n').Count(line => line.StartsWith("12x16 192 ONNX Runtime", StringComparison.Ordinal)));
        Assert.True(File.Exists(Path.Combine(_folder, "depth.png")));
    }

    [Fact]
    public void Consumer_PublishedForABoard_TakesTheBoardsLibraryAndSaysWhatIsBuiltThere()
    {
        MakeProject();

        string output = Dotnet.Run(
            _folder, Environment, "publish", "-c", "Release", "-r", "linux-arm64", "--no-self-contained", "-p:UseAppHost=false",
            "--nologo", "-o", "board");

        Assert.Contains("DE0003", output, StringComparison.Ordinal);
        Assert.Contains("sh build-native.sh", output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder, "board", "build-native.sh")));
        Assert.True(File.Exists(Path.Combine(_folder, "board", "native", "denseedge_opencv", "CMakeLists.txt")));
        using FileStream library = File.OpenRead(Path.Combine(_folder, "board", "libonnxruntime.so"));
        library.Position = 18;
        Assert.Equal(183, library.ReadByte());      // ELF's number of AArch64
    }

    [Fact]
    public void Consumer_TrimmedAndSelfContained_HasNoWarningAndRuns()
    {
        string model = MakeProject();

        // Warnings of the trimmer are errors here.
        Dotnet.Run(
            _folder, Environment, "publish", "-c", "Release", "-r", "linux-x64", "--self-contained", "-p:PublishTrimmed=true",
            "--nologo", "-o", "trimmed");
        (int code, string output) = Dotnet.Start(Path.Combine(_folder, "trimmed", "Consumer"), _folder, Environment, model);

        Assert.Equal(0, code);
        Assert.Contains("12x16 192 ONNX Runtime", output, StringComparison.Ordinal);
    }

    private string MakeProject()
    {
        // What the packages depend on was restored for this repository: its folder is a package source too.
        string offline = System.Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        File.WriteAllText(
            Path.Combine(_folder, "nuget.config"),
            $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="packages" value="{feed.Folder}" />
                <add key="offline" value="{offline}" />
              </packageSources>
            </configuration>
            """);
        File.WriteAllText(Path.Combine(_folder, "Consumer.csproj"), Project);
        File.WriteAllText(Path.Combine(_folder, "Program.cs"), Program);
        return TestModel.Save(_folder);
    }
}
