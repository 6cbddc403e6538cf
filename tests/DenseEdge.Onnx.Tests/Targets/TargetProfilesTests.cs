using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Tests.Targets;

public sealed class TargetProfilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-targets").FullName;

    public static TheoryData<string> All => [.. TargetProfiles.Names];

    [Fact]
    public void Names_AreThoseOfTheShippedFiles()
        => Assert.Equal(["cpu", "directml", "jetpack5", "jetpack6", "jetpack6.2", "jetpack7", "trt11"], TargetProfiles.Names);

    [Theory]
    [MemberData(nameof(All))]
    public void Find_AShippedProfile_BearsItsFilesName_AndGivesASourceForEveryFact(string name)
    {
        TargetProfile profile = TargetProfiles.Find(name);

        Assert.Equal(name, profile.Name);
        Assert.NotEmpty(profile.Notes);
        Assert.All(profile.Notes, note => Assert.NotEmpty(note.Source));
        Assert.All(profile.Precisions, flavour => Assert.True(flavour.OpsetMinimum <= flavour.Opset));
        Assert.NotNull(profile.Precision("fp32"));
        Assert.NotNull(profile.Precision("fp16"));
    }

    [Theory]
    [InlineData("jetpack5", "8.5.2", 17, "int8-weak", null)]
    [InlineData("jetpack6", "8.6.2", 17, "int8-weak", null)]
    [InlineData("jetpack6.2", "10.3.0", 20, "int8-weak", null)]
    [InlineData("jetpack7", "10.13.3", 22, "int8-weak", "int8-strong")]
    [InlineData("trt11", "11.x", 24, "int8-strong", null)]
    [InlineData("cpu", "1.20", 21, "int8-cpu", null)]
    [InlineData("directml", "1.12.1", 17, null, null)]
    public void Find_TellsVersionOpsetAndQuantizedFlavours(
        string name, string version, int opset, string? quantized, string? alsoQuantized)
    {
        TargetProfile profile = TargetProfiles.Find(name);

        Assert.Equal(version, profile.EngineVersion);
        Assert.Equal(opset, profile.Opset.Maximum);
        Assert.Equal(
            ((string?[])[quantized, alsoQuantized]).OfType<string>(),
            profile.Precisions.Where(flavour => flavour.IsQuantized).Select(flavour => flavour.Name));
    }

    [Fact]
    public void Profiles_OfTensorRt8_TakeNoByteInput_AndThoseOf10Do()
    {
        Assert.DoesNotContain(GraphElementType.UInt8, TargetProfiles.Find("jetpack5").InputTypes);
        Assert.DoesNotContain(GraphElementType.UInt8, TargetProfiles.Find("jetpack6").InputTypes);
        Assert.Contains(GraphElementType.UInt8, TargetProfiles.Find("jetpack6.2").InputTypes);
        Assert.Contains(GraphElementType.UInt8, TargetProfiles.Find("cpu").InputTypes);
    }

    [Fact]
    public void HasOperator_FollowsTheVersion()
    {
        Assert.False(TargetProfiles.Find("jetpack5").HasOperator("LayerNormalization"));
        Assert.True(TargetProfiles.Find("jetpack6").HasOperator("LayerNormalization"));
        Assert.False(TargetProfiles.Find("jetpack6").HasOperator("Gelu"));
        Assert.True(TargetProfiles.Find("jetpack6.2").HasOperator("Gelu"));
        Assert.False(TargetProfiles.Find("jetpack7").HasOperator("Attention"));
        Assert.False(TargetProfiles.Find("trt11").HasOperator("Col2Im"));
        Assert.True(TargetProfiles.Find("cpu").HasOperator("Col2Im"));
    }

    [Fact]
    public void Find_OfAnUnknownName_ListsTheKnownOnes()
    {
        ArgumentException failure = Assert.Throws<ArgumentException>(() => TargetProfiles.Find("jetpack9"));

        Assert.Equal(
            "Unknown target 'jetpack9'. Targets: cpu, directml, jetpack5, jetpack6, jetpack6.2, jetpack7, trt11, "
            + "or the path of a profile (JSON).",
            failure.Message);
    }

    [Fact]
    public void Find_OfAMissingFile_NamesIt()
        => Assert.Contains(
            "found no file 'none.json'",
            Assert.Throws<ArgumentException>(() => TargetProfiles.Find("none.json")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Find_OfAUsersFile_ReadsIt()
    {
        string path = Path.Combine(_folder, "jetpack8.json");
        File.WriteAllText(path, Shipped("jetpack7").Replace("\"jetpack7\"", "\"jetpack8\"", StringComparison.Ordinal));

        Assert.Equal("jetpack8", TargetProfiles.Find(path).Name);
    }

    [Fact]
    public void Find_OfAFileWithSeveralFaults_ReportsAllOfThemTogether()
    {
        string path = Path.Combine(_folder, "bad.json");
        string text = Shipped("jetpack5")
            .Replace("\"engine\": \"tensorrt\"", "\"engine\": \"abacus\"", StringComparison.Ordinal)
            .Replace("\"ir_maximum\": 8", "\"ir_maximum\": \"ten\"", StringComparison.Ordinal)
            .Replace("\"default\": 17", "\"default\": 30", StringComparison.Ordinal)
            .Replace("\"title\"", "\"titel\"", StringComparison.Ordinal)
            .Replace("\"antialias\": false", "\"antialias\": 1", StringComparison.Ordinal);
        File.WriteAllText(path, text);

        string message = Assert.Throws<InvalidDataException>(() => TargetProfiles.Find(path)).Message;

        string[] lines = message.Split('\n');
        Assert.Equal($"{path}: not a valid target profile:", lines[0]);
        Assert.Equal(7, lines.Length);
        Assert.Contains("  engine: expected one of tensorrt, directml, cpu, found 'abacus'", lines);
        Assert.Contains("  ir_maximum: expected a number, found the text 'ten'", lines);
        Assert.Contains("  opset.default: expected 9 to 17, found 30", lines);
        Assert.Contains("  title: expected a text, found nothing", lines);
        Assert.Contains("  resize.antialias: expected true or false, found 1", lines);
        Assert.Contains(lines, line => line.StartsWith("  titel: unknown property; known are name, ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "expected JSON")]
    [InlineData("{ \"name\": ", "expected JSON")]
    [InlineData("[]", "the file: expected an object, found a list")]
    [InlineData("{}", "name: expected a text, found nothing")]
    public void Find_OfSomethingElse_SaysSo(string content, string expected)
    {
        string path = Path.Combine(_folder, "other.json");
        File.WriteAllText(path, content);

        string message = Assert.Throws<InvalidDataException>(() => TargetProfiles.Find(path)).Message;

        Assert.StartsWith(path, message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Shipped(string name)
    {
        using Stream stream = typeof(TargetProfiles).Assembly.GetManifestResourceStream($"targets/{name}.json")!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
