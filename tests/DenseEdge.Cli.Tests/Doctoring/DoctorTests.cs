using System.Diagnostics;
using System.Text.Json;
using DenseEdge.Cli.Doctoring;

namespace DenseEdge.Cli.Tests.Doctoring;

public sealed class DoctorTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("denseedge-doctor").FullName;

    [Theory]
    [InlineData("35.6.4", "JetPack 5.1")]
    [InlineData("36.3.0", "JetPack 6.0")]
    [InlineData("36.4.3", "JetPack 6.1 or 6.2")]
    [InlineData("38.4.0", "JetPack 7.0 or 7.1")]
    [InlineData("39.2.0", "JetPack 7.2")]
    [InlineData("99.1", "a JetPack that is not known")]
    public void JetPack_OfARelease_IsNamed(string release, string expected)
        => Assert.Equal(expected, JetPackReleases.Of(release));

    [Fact]
    public void Devices_OfAMachine_AreListedByNumberWithTheirNames()
    {
        Write("dev/video10", "");
        Write("dev/video2", "");
        Write("dev/videodrom", "");
        Write("dev/gpiochip0", "");
        Write("sys/class/video4linux/video2/name", "UVC Camera\n");

        DoctorFinding[] findings = [.. DeviceExam.Examine(_root)];

        Assert.Equal(["/dev/video2", "/dev/video10", "/dev/gpiochip0"], findings.Select(finding => finding.Name));
        Assert.Equal("UVC Camera, may be opened", findings[0].Found);
        Assert.All(findings, finding => Assert.Equal(FindingState.Good, finding.State));
    }

    [Fact]
    public void Devices_OfAMachineWithoutAny_AreAbsentAndNotBad()
    {
        DoctorFinding[] findings = [.. DeviceExam.Examine(_root)];

        Assert.Equal(2, findings.Length);
        Assert.All(findings, finding => Assert.Equal(FindingState.Absent, finding.State));
        Assert.True(DoctorText.CanRun(findings));
    }

    [Fact]
    public void LoadedLibrary_IsFoundInTheKernelsList()
    {
        string[] maps =
        [
            "7f0000000000-7f0000001000 r--p 00000000 fe:00 11 /opt/a/libonnxruntime_providers_shared.so",
            "7f0000002000-7f0000003000 rw-p 00000000 00:00 0 ",
            "7f0000004000-7f0000005000 r-xp 00000000 fe:00 12 /opt/with space/libonnxruntime.so.1.24",
        ];

        Assert.Equal("/opt/with space/libonnxruntime.so.1.24", LoadedLibrary.Find("onnxruntime", maps));
        Assert.Null(LoadedLibrary.Find("opencv", maps));
    }

    [Fact]
    public void Cache_ThatCannotBeWritten_SaysWhatToDo()
    {
        Write("file", "");

        DoctorFinding finding = CacheExam.Examine(Path.Combine(_root, "file"));

        Assert.Equal(FindingState.Absent, finding.State);
        Assert.Contains("PredictorOptions.CacheFolder", finding.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void Model_ThatIsNone_IsBad()
    {
        Write("fake.onnx", "no model");

        DoctorFinding finding = Assert.Single(ModelExam.Examine(Path.Combine(_root, "fake.onnx")));

        Assert.Equal(FindingState.Bad, finding.State);
        Assert.Contains("expected a model that ONNX Runtime can load", finding.Found, StringComparison.Ordinal);
    }

    /// <summary>The library that the variable names has another name and place than the one beside the program.</summary>
    [Fact]
    public async Task Doctor_WithALibraryByVariable_UsesIt()
    {
        string library = Path.Combine(_root, "libmine.so");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "libonnxruntime.so"), library);

        (int code, JsonElement report) = await Run(library);

        Assert.Equal(0, code);
        JsonElement engine = Finding(report, "onnx runtime");
        Assert.Contains(
            $"({library}), named by DENSEEDGE_ONNXRUNTIME", engine.GetProperty("found").GetString(), StringComparison.Ordinal);
        Assert.Equal("good", Finding(report, "provider cpu").GetProperty("state").GetString());
        Assert.Equal("absent", Finding(report, "provider tensorrt").GetProperty("state").GetString());
    }

    [Fact]
    public async Task Doctor_WithALibraryThatIsMissing_TakesNoOtherAndEndsWith1()
    {
        (int code, JsonElement report) = await Run(Path.Combine(_root, "none.so"));

        Assert.Equal(1, code);
        Assert.False(report.GetProperty("can_run").GetBoolean());
        Assert.Equal("bad", Finding(report, "onnx runtime").GetProperty("state").GetString());
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static JsonElement Finding(JsonElement report, string name) => report.GetProperty("findings").EnumerateArray()
        .Single(finding => finding.GetProperty("name").GetString() == name);

    private static async Task<(int Code, JsonElement Report)> Run(string library)
    {
        ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, "denseedge"), "doctor --json")
        {
            RedirectStandardOutput = true,
            Environment = { ["DENSEEDGE_ONNXRUNTIME"] = library },
        };
        using Process program = Process.Start(start)!;
        string output = await program.StandardOutput.ReadToEndAsync();
        await program.WaitForExitAsync();
        return (program.ExitCode, JsonDocument.Parse(output).RootElement);
    }

    private void Write(string path, string text)
    {
        string file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
