using DenseEdge.Cli.Searching;
using DenseEdge.Contracts;
using DenseEdge.Search.Devices;
using DenseEdge.Search.Studies;

namespace DenseEdge.Cli.Tests.Searching;

public sealed class FleetMarginTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-fleet-margin-").FullName;
    private readonly DeviceProfile _profile;

    public FleetMarginTests() => _profile = RecordedDevice.Write(Path.Combine(_folder, "device.json"));

    [Fact]
    public void Read_OfTenDevices_TakesTheNinth()
    {
        // The certificate says 20 ms; devices take 19, 20, ... 28 ms: the fifth 23 and the ninth 27.
        string export = Export([.. Enumerable.Range(19, 10).Select(ms => Line("orin-nano", "sha256:aa", ms))]);

        FleetMargin margin = FleetMargin.Read(export, Certified(20), _profile.Identity);

        Assert.Equal(1.35, margin.Factor, 12);
        Assert.Equal(1.15, margin.MedianFactor, 12);
        Assert.Equal((10, "orin-nano", "scene 1.4.0"), (margin.Devices, margin.Board, margin.Model));
        Assert.Equal([20, 40], margin.Apply([27, 54]).Select(budget => Math.Round(budget, 9)));
        Assert.Contains("20.00 ms for 27 ms in the field", margin.Describe([27]), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAFasterFleet_LoosensNoBudget()
    {
        FleetMargin margin = FleetMargin.Read(Export(Line("orin-nano", "sha256:aa", 15)), Certified(20), _profile.Identity);

        Assert.Equal([33.0], margin.Apply([33]));
        Assert.Equal(0.75, margin.MedianFactor, 12);
    }

    [Fact]
    public void Read_OfTwoBoards_NamesBoth()
    {
        string export = Export(Line("orin-nano", "sha256:aa", 20), Line("nuc", "sha256:aa", 9));

        InvalidDataException fault = Assert.Throws<InvalidDataException>(
            () => FleetMargin.Read(export, Certified(20), _profile.Identity));

        Assert.Contains("devices of one board, found nuc, orin-nano", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfTwoBundles_NamesBoth()
    {
        string export = Export(Line("nuc", "sha256:aa", 20), Line("nuc", "sha256:bb", 9));

        InvalidDataException fault = Assert.Throws<InvalidDataException>(
            () => FleetMargin.Read(export, Certified(20), _profile.Identity));

        Assert.Contains("devices of one bundle, found sha256:aa, sha256:bb", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"time":"2026-01-02T03:04:05Z","devices":[]}""", "found none. Apps report it to their agent")]
    [InlineData("[]", "expected latencies of a fleet, found:")]
    [InlineData("null", "expected latencies of a fleet, found null")]
    public void Read_OfSomethingElse_SaysWhat(string text, string expected)
    {
        string path = Path.Combine(_folder, "fleet.json");
        File.WriteAllText(path, text);

        InvalidDataException fault = Assert.Throws<InvalidDataException>(
            () => FleetMargin.Read(path, Certified(20), _profile.Identity));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WithACertificateOfAnotherDevice_NamesBothKeys()
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => FleetMargin.Read(
            Export(Line("nuc", "sha256:aa", 20)), Certified(20), _profile.Identity with { Threads = 4 }));

        Assert.Contains($"found one of {_profile.Identity.Key}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_WithAFleet_DividesTheBudgets()
    {
        string export = Export(Line("orin-nano", "sha256:aa", 25));

        SearchPlan plan = SearchPlanner.Plan(new SearchArguments
        {
            Data = "synthetic",
            Device = Path.Combine(_folder, "device.json"),
            BudgetMs = "5,7.5",
            Fleet = export,
            FleetCertificate = Certified(20),
            Out = Path.Combine(_folder, "study"),
        });

        Assert.Equal([4, 6], plan.BudgetsMs.Select(budget => Math.Round(budget, 9)));
        Assert.Contains("nine of ten within 1.250 times", plan.Fleet!, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_WithAFleetAndNoCertificate_SaysThatBothAreNeeded()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => SearchPlanner.Plan(new SearchArguments
        {
            Data = "synthetic",
            Device = Path.Combine(_folder, "device.json"),
            BudgetMs = "5",
            Fleet = "fleet.json",
            Out = Path.Combine(_folder, "study"),
        }));

        Assert.Contains("--fleet-certificate FILE together", fault.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Line(string board, string digest, double medianMs) => FormattableString.Invariant(
        $$"""{"device":"d{{medianMs}}","board":"{{board}}","model":"scene","version":"1.4.0","digest":"{{digest}}","latency_p50_ms":{{medianMs}}}""");

    private string Export(params string[] lines)
    {
        string path = Path.Combine(_folder, "fleet.json");
        File.WriteAllText(path, $$"""{"time":"2026-01-02T03:04:05Z","devices":[{{string.Join(',', lines)}}]}""");
        return path;
    }

    private string Certified(double medianMs)
    {
        string path = Path.Combine(_folder, "certificate.json");
        LatencyMeasurement measurement = _profile.Samples[0].Measurement with { P50Ms = medianMs };
        new Certificate
        {
            Model = "model.onnx",
            ModelSha256 = new string('b', 64),
            Genotype = Genotype.Uniform(_profile.Tasks, ContextType.Global),
            Deployment = _profile.Deployment,
            DeviceKey = _profile.Identity.Key,
            Device = _profile.Identity,
            BudgetsMs = [33],
            Measurement = measurement,
            ReferenceSha256 = _profile.ReferenceDigest,
            ReferenceMs = _profile.ReferenceMs,
        }.Save(path);
        return path;
    }
}
