using DenseEdge.Cli.Flashing;

namespace DenseEdge.Cli.Tests.Flashing;

public sealed class PreflightTests : IDisposable
{
    private const string Store = "/var/lib/denseedge";
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private readonly StandInAgent _agent = new("exit 1");

    private static DeviceProbe Healthy => new()
    {
        Machine = "x86_64",
        User = "ada",
        UserId = 1000,
        Home = "/home/ada",
        Clock = Now.AddMinutes(4),
        BootId = "b",
        Runtime = "/usr/bin/dotnet",
        RuntimeVersions = ["8.0.1", "10.0.2"],
        MissingTools = [],
        StoreOwner = "ada",
        StoreIsWritable = true,
        FreeBytes = 1_000_000_000,
        UploadedBytes = 0,
        AgentIsInstalled = true,
        ServiceIsActive = true,
    };

    [Fact]
    public void Judge_AHealthyDevice_FindsNothing()
        => Assert.All(Judge(Healthy), finding => Assert.Equal(PreflightState.Good, finding.State));

    [Fact]
    public void Judge_SeveralFaults_NamesEachWithWhatToDo()
    {
        PreflightFinding[] faults =
        [
            .. Judge(Healthy with { RuntimeVersions = ["8.0.1"], StoreIsWritable = false, MissingTools = ["flock"] })
                .Where(finding => finding.State == PreflightState.Fault),
        ];

        Assert.Equal(["shell", "runtime", "store"], faults.Select(fault => fault.Name));
        Assert.Contains("found none called flock", faults[0].Found, StringComparison.Ordinal);
        Assert.Contains("found /usr/bin/dotnet with 8.0.1", faults[1].Found, StringComparison.Ordinal);
        Assert.Contains("it isn't (it belongs to ada)", faults[2].Found, StringComparison.Ordinal);
        Assert.Contains("--sudo", faults[2].Advice!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1970)]
    [InlineData(2100)]
    public void Judge_ClockFarOff_Warns(int year)
    {
        DateTimeOffset clock = new(year, 1, 1, 0, 0, 0, TimeSpan.Zero);

        PreflightFinding found = Assert.Single(
            Judge(Healthy with { Clock = clock }), finding => finding.State == PreflightState.Warning);

        Assert.Equal("clock", found.Name);
        Assert.StartsWith($"{year}-01-01 00:00:00Z, ", found.Found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 55)]
    [InlineData(8, 47)]
    [InlineData(20, 35)]
    public void NeededBytes_OfABundle_IsWhatIsMissingUnpackedAndAnEngine(long uploaded, long needed)
        => Assert.Equal(
            needed * 1_000_000,
            new FlashPayload("scene.bundle", 20_000_000, "", 10_000_000, null!).NeededBytes(uploaded * 1_000_000));

    [Fact]
    public void Judge_SelfContainedAgent_NeedsNoRuntime()
        => Assert.All(
            Judge(Healthy with { AgentIsInstalled = false, Runtime = "", RuntimeVersions = [] }),
            finding => Assert.Equal(PreflightState.Good, finding.State));

    public void Dispose() => _agent.Dispose();

    private IReadOnlyList<PreflightFinding> Judge(DeviceProbe probe)
        => Preflight.Judge(probe, Store, null, AgentFolder.Find(_agent.Folder), Now);
}
