using DenseEdge.Contracts;
using DenseEdge.Search.Devices;

namespace DenseEdge.Search.Tests.Devices;

public sealed class DeviceProfileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-profile-test-").FullName;

    private string PathOf => Path.Combine(_folder, "device.json");

    [Fact]
    public void Save_ThenLoad_GivesTheSame()
    {
        DeviceProfile profile = Profiles.Profile;
        profile.Save(PathOf);

        var read = DeviceProfile.Load(PathOf);

        Assert.Equal(SearchJson.Write(profile), SearchJson.Write(read));
        Assert.Equal((profile.Identity, profile.Deployment), (read.Identity, read.Deployment));
        Assert.Equal(profile.Samples, read.Samples);
        Assert.Equal([PathOf], Directory.GetFiles(_folder));
    }

    [Fact]
    public void CostsAndSpace_FollowTheFile()
    {
        DeviceProfile profile = Profiles.Profile;

        // All S-label: both rows read, both heads; the diagonals have T-label in no space, but S-label costs the same.
        const long Expected = 19_000 + (2 * 40) + (2 * 520) + (2 * 310) + 2100 + 1800;
        Assert.Equal(Expected, profile.Costs.Microseconds(profile.Samples[0].Genotype));
        Assert.Equal(3 * 4 * 4 * 3, (int)profile.Space.Count);
    }

    [Theory]
    [InlineData("\"format\": 1", "\"format\": 9", "of format 1, found format 9")]
    [InlineData("\"format\": 1,", "", "found no format")]
    [InlineData("\"threads\"", "\"treads\"", "treads")]
    [InlineData("\"reference_ms\": 21.5", "\"reference_ms\": 0", "a reference time above 0 ms, found 0")]
    [InlineData("\"label depth\": 310", "\"label dept\": 310", "label dept 310")]
    [InlineData("\"global\": 410", "\"global\": -1", "global -1")]
    [InlineData("\"int8\"", "\"int9\"", "'int9'")]
    [InlineData("{", "[", "expected a device profile")]
    public void Load_OfAnotherFile_SaysWhatIsWrong(string text, string replacement, string message)
    {
        ArgumentNullException.ThrowIfNull(text);
        string json = SearchJson.Write(Profiles.Profile);
        int at = json.IndexOf(text, StringComparison.Ordinal);
        File.WriteAllText(PathOf, json[..at] + replacement + json[(at + text.Length)..]);

        string found = Assert.Throws<InvalidDataException>(() => DeviceProfile.Load(PathOf)).Message;

        Assert.Contains(message, found, StringComparison.Ordinal);
        Assert.Contains(PathOf, found, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfNoFile_NamesIt()
        => Assert.Contains(
            "found no file",
            Assert.Throws<FileNotFoundException>(() => DeviceProfile.Load(PathOf)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Require_OfAnotherDeployment_NamesBothAndTheDifference()
    {
        Deployment measured = Profiles.Deployment;
        measured.Require(Profiles.Deployment);
        Deployment wanted = measured with { Precision = ModelPrecision.Float32, InputWidth = 336 };

        string message = Assert.Throws<InvalidDataException>(() => measured.Require(wanted)).Message;

        Assert.All(
            [measured.ToString(), wanted.ToString(), "precision: int8 here, fp32 there", "input: 192x320 here, 192x336 there"],
            part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Fact]
    public void Require_OfAnotherDevice_NamesBothAndTheDifference()
    {
        DeviceIdentity measured = Profiles.Identity;
        measured.Require(Profiles.Identity);
        DeviceIdentity found = measured with { Runtime = "ONNX Runtime 1.30.0, Cpu", PowerMode = null };

        string message = Assert.Throws<InvalidDataException>(() => measured.Require(found)).Message;

        Assert.NotEqual(measured.Key, found.Key);
        Assert.All(
            [
                measured.Key, found.Key, "runtime: ONNX Runtime 1.29.0, Cpu here, ONNX Runtime 1.30.0, Cpu there",
                "power mode: 15W (mode 0) here, none there",
            ],
            part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
