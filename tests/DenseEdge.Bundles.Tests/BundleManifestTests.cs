using DenseEdge.Contracts;

namespace DenseEdge.Bundles.Tests;

public sealed class BundleManifestTests
{
    private static readonly BundleManifest Sample = SampleBundle.Manifest(
        SampleBundle.Variant("scene.onnx", SampleBundle.First, ModelPrecision.Float32));

    [Fact]
    public void Parse_OfWhatWasWritten_GivesTheSameBytesAgain()
        => Assert.Equal(Sample.ToJson(), BundleManifest.Parse(Sample.ToJson(), "test").ToJson());

    [Fact]
    public void Parse_OfAnotherFormat_SaysToUpdate()
        => Assert.Contains(
            "format 2. Update", Fault(Sample with { Format = 2 }), StringComparison.Ordinal);

    [Theory]
    [InlineData("1.2")]
    [InlineData("01.2.3")]
    [InlineData("1.2.3+build")]
    [InlineData("latest")]
    public void Parse_OfAVersionThatIsNone_NamesIt(string version)
        => Assert.Contains($"version, found '{version}'", Fault(Sample with { Version = version }), StringComparison.Ordinal);

    [Theory]
    [InlineData("../scene.onnx")]
    [InlineData("/scene.onnx")]
    [InlineData("scene.txt")]
    [InlineData(".onnx")]
    [InlineData("a\\b.onnx")]
    public void Parse_OfAFileThatLiesElsewhere_NamesIt(string file)
        => Assert.Contains(
            $"file, found '{file}'", Fault(
                Sample with { Models = [Sample.Models[0] with { File = file }] }), StringComparison.Ordinal);

    [Fact]
    public void Parse_OfSeveralFaults_NamesAll()
    {
        string fault = Fault(Sample with { Name = "Edge Scene", ReleaseCounter = -1, GoldenDigest = "sha256:12" });

        Assert.Contains("'Edge Scene'", fault, StringComparison.Ordinal);
        Assert.Contains("'-1'", fault, StringComparison.Ordinal);
        Assert.Contains("'sha256:12'", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_OfAPromiseThatIsNoTime_RefusesIt()
    {
        LatencyPromise promise = new(-1, "board", "engine", 1, "");
        Assert.Contains(
            "latency_promise", Fault(
                Sample with { Models = [Sample.Models[0] with { LatencyPromise = promise }] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_OfAMissingField_NamesIt()
        => Assert.Contains(
            "release_counter",
            Assert.Throws<InvalidDataException>(() => BundleManifest.Parse("""{"format":1,"name":"a"}"""u8, "test")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Parse_OfNullInAList_RefusesIt()
    {
        string json = System.Text.Encoding.UTF8.GetString(Sample.ToJson()).Replace(
            "\"boards\": []", "\"boards\": [null]", StringComparison.Ordinal);
        Assert.Contains(
            "found null",
            Assert.Throws<InvalidDataException>(
                () => BundleManifest.Parse(System.Text.Encoding.UTF8.GetBytes(json), "test")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_OfTheSameModelTwice_RefusesIt()
        => Assert.Contains(
            "2 of 1 digests",
            Fault(Sample with { Models = [Sample.Models[0], Sample.Models[0] with { File = "twin.onnx" }] }),
            StringComparison.Ordinal);

    private static string Fault(BundleManifest manifest)
        => Assert.Throws<InvalidDataException>(() => BundleManifest.Parse(manifest.ToJson(), "test")).Message;
}
