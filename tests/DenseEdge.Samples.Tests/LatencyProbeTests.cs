namespace DenseEdge.Samples.Tests;

public sealed class LatencyProbeTests : IDisposable
{
    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task LatencyProbe_OfEveryFrame_ShowsAllStagesAndCountsThatAddUp()
    {
        (int code, string output, string errors) = await SampleProgram.RunAsync(
            "LatencyProbe", _folder.Path, _folder.Model, "test://?fps=0&frames=20&width=64&height=48", "--policy", "block", "--window", "15");

        Assert.Equal("", errors);
        Assert.Equal(0, code);
        Assert.Contains("last 15 frames, ms", output, StringComparison.Ordinal);
        foreach (string stage in (string[])["capture age", "queue", "upload", "network", "download", "lens to result"])
        {
            Assert.Matches($"\n{stage} +[0-9.]+ +[0-9.]+ +[0-9.]+ +[0-9.]+\r?\n", output);
        }

        Assert.Contains("20 captured = 20 delivered + 0 dropped + 0 on their way", output, StringComparison.Ordinal);
    }
}
