using DenseEdge.Contracts;
using DenseEdge.Search.Devices;
using DenseEdge.Search.Latency;

namespace DenseEdge.Search.Tests.Devices;

/// <summary>A profile of two tasks with numbers that are all different.</summary>
internal static class Profiles
{
    public static readonly TaskKind[] Tasks = [TaskKind.SemanticSegmentation, TaskKind.Depth];

    public static DeviceIdentity Identity => new()
    {
        Board = "Board 1",
        Processor = "Arm Cortex-A78AE, 6 cores",
        SerialHash = "00ff",
        OperatingSystem = "Ubuntu 22.04, L4T 36.4.3",
        Runtime = "ONNX Runtime 1.29.0, Cpu",
        PowerMode = "15W (mode 0)",
        Clocks = "cpu 0-5 1510 MHz",
        Threads = 2,
    };

    public static Deployment Deployment => new()
    {
        Backbone = "mobilenet-v2",
        Neck = "multi_level",
        NeckChannels = 64,
        TaskChannels = 48,
        ContextChannels = 24,
        InputHeight = 192,
        InputWidth = 320,
        Tasks = [new DeploymentTask(TaskKind.SemanticSegmentation, 40), new DeploymentTask(TaskKind.Depth, 0)],
        Precision = ModelPrecision.Int8,
        Target = "cpu",
    };

    public static DeviceProfile Profile => new()
    {
        Identity = Identity,
        Deployment = Deployment,
        ReferenceDigest = "abcd",
        ReferenceGenotype = Genotype.Uniform(Tasks, ContextType.Global),
        ReferenceMs = 21.5,
        PriorMicroseconds = Terms([20_000, 30, 400, 900, 500, 300, 2000, 1900]),
        Samples = [new ProfileSample(Genotype.Uniform(Tasks, ContextType.SourceLabel), Measurement("ef01", 25), HeldOut: true)],
        Microseconds = Terms([19_000, 40, 410, 950, 520, 310, 2100, 1800]),
        HeldOutError = new PredictionError(30, 1.25, 0.97, 2.5, 0.93) { Within10Percent = 1 },
        MaskedContexts = [ContextType.Local],
    };

    public static LatencyMeasurement Measurement(string digest, double p50Ms) => new()
    {
        ModelDigest = digest,
        Count = 120,
        Blocks = 12,
        P50Ms = p50Ms,
        P90Ms = p50Ms * 1.1,
        P99Ms = p50Ms * 1.3,
        MadMs = 0.2,
        UpperBoundMs = p50Ms * 1.01,
        RawP50Ms = p50Ms * 1.05,
        ReferenceRawP50Ms = 22,
        Ratio = p50Ms / 21.5,
        MaxCelsius = 61.5,
        Throttled = true,
        DroppedSamples = 20,
        DriftedBlocks = 1,
    };

    private static Dictionary<string, double> Terms(double[] values)
        => new LatencyTerms(Tasks).Names.Zip(values, (name, value) => (name, value)).ToDictionary();
}
