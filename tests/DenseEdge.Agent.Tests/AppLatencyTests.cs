using System.Text;
using DenseEdge.Agent.Health;
using DenseEdge.Agent.Tests.Crashing;
using DenseEdge.Storage;

namespace DenseEdge.Agent.Tests;

/// <summary>Latency that apps tell in their files.</summary>
public sealed class AppLatencyTests
{
    private const string Folder = Device.Root + "/health";

    private readonly VirtualDisk _disk = VirtualDisk.Empty();
    private readonly HealthMonitor _health;

    public AppLatencyTests()
    {
        _disk.CreateDirectory(Folder);
        _health = new HealthMonitor(_disk, Folder, crashLimit: 2);
        _health.Watch("sha256:a");
    }

    [Fact]
    public void Latency_OfTwoApps_IsThatOfTheOneWithMoreFrames()
    {
        Tell("arm", """{"healthy":true,"latency":{"p50_ms":7.25,"p95_ms":9.5,"p99_ms":12,"frames":900}}""");
        Tell("door", """{"healthy":true,"digest":"sha256:a","latency":{"p50_ms":1,"p95_ms":2,"frames":100}}""");

        Assert.Equal(new AppLatency(7.25, 9.5, 12, 900), _health.Latency());
    }

    [Theory]
    [InlineData("""{"healthy":true,"digest":"sha256:b","latency":{"p50_ms":1,"p95_ms":2,"frames":100}}""")]
    [InlineData("""{"healthy":true,"latency":{"p50_ms":3,"p95_ms":2,"frames":100}}""")]
    [InlineData("""{"healthy":true,"latency":{"p50_ms":1,"p95_ms":2,"p99_ms":1.5,"frames":100}}""")]
    [InlineData("""{"healthy":true,"latency":{"p50_ms":-1,"p95_ms":2,"frames":100}}""")]
    [InlineData("""{"healthy":true,"latency":{"p50_ms":1,"p95_ms":2,"frames":0}}""")]
    [InlineData("""{"healthy":true,"latency":"fast"}""")]
    [InlineData("""{"healthy":true}""")]
    public void Latency_OfAnotherModelOrOfNonsense_IsNone(string report)
    {
        Tell("arm", report);

        Assert.Null(_health.Latency());
    }

    private void Tell(string app, string report)
        => DurableFile.Replace(_disk, $"{Folder}/{app}.json", Encoding.UTF8.GetBytes(report));
}
