using DenseEdge.Contracts;
using DenseEdge.Search.Devices;

namespace DenseEdge.Search.Tests.Devices;

public sealed class ReplayDeviceTests : IDisposable
{
    private static readonly MeasurementOptions Options = new() { ReferencePath = "unused" };
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-replay-test-").FullName;

    [Fact]
    public void Measure_FindsByDigestFirstAndThenByGenotype()
    {
        string known = Model("known", "a"), trainedAgain = Model("trained-again", "b"), strange = Model("strange", "c");
        Genotype all = Genotype.Uniform(Profiles.Tasks, ContextType.Global);
        Genotype none = Genotype.Uniform(Profiles.Tasks, ContextType.None);
        string file = Path.Combine(_folder, "measurements.json");
        new MeasurementRecord
        {
            Identity = Profiles.Identity,
            ReferenceDigest = "abcd",
            ReferenceMs = 21.5,
            Measurements =
            [
                new(all, Profiles.Measurement("other", 31)), new(null, Profiles.Measurement(ModelDigest.Of(known), 17)),
            ],
        }.Save(file);
        using ReplayDevice device = new(MeasurementRecord.LoadAny(file), file, path => path == strange ? none : all);

        Assert.Equal([31.0, 17.0], device.Measure([trainedAgain, known], Options, null, default).Select(found => found.P50Ms));
        string message = Assert.Throws<InvalidDataException>(() => device.Measure([strange], Options, null, default)).Message;
        Assert.Contains($"expected a measurement of '{strange}'", message, StringComparison.Ordinal);
        Assert.Equal(Profiles.Identity, device.Identity);
    }

    [Fact]
    public void LoadAny_OfAProfile_HasItsSamples()
    {
        string file = Path.Combine(_folder, "device.json");
        Profiles.Profile.Save(file);

        var record = MeasurementRecord.LoadAny(file);

        Assert.Equal(25, record.Find("ef01")!.P50Ms);
        Assert.Equal(Profiles.Profile.Samples[0].Genotype, record.Measurements[0].Genotype);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Model(string name, string content)
    {
        string path = Path.Combine(_folder, $"{name}.onnx");
        File.WriteAllText(path, content);
        return path;
    }
}
