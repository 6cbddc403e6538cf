namespace DenseEdge.Samples.Tests;

public sealed class GpioTriggerTests : IDisposable
{
    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task GpioTrigger_Simulated_SaysSoAndSwitchesTheLightByWhatItSees()
    {
        // The test pattern has pixels of every class; all of them together are the share that it asks for.
        using SampleProgram sample = SampleProgram.Start(
            "GpioTrigger", _folder.Path,
            [_folder.Model, "test://?fps=0&width=64&height=48", "--class", "bright", "--share", "0.1%", "--presses", "2", "--simulate"]);
        await sample.WaitForAsync("ready");
        await sample.Input.WriteLineAsync();
        await sample.WaitForAsync("frame 0: bright");
        await sample.Input.WriteLineAsync();

        Assert.Equal(0, await sample.EndAsync());
        Assert.Contains("SIMULATED PINS: no hardware is touched", sample.Errors, StringComparison.Ordinal);
        Assert.Contains("of the picture: yes", sample.Output, StringComparison.Ordinal);
        Assert.Contains("simulated light ON", sample.Output, StringComparison.Ordinal);
        Assert.Contains("frame 1: bright", sample.Output, StringComparison.Ordinal);
        Assert.EndsWith("simulated light OFF\n", sample.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GpioTrigger_WithoutAChip_NamesItAndNeverSimulates()
    {
        (int code, string output, string errors) = await SampleProgram.RunAsync(
            "GpioTrigger", _folder.Path, _folder.Model, "test://", "--class", "bright", "--chip", "97");

        Assert.Equal(1, code);
        Assert.Contains("/dev/gpiochip97", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("simulated", output + errors, StringComparison.OrdinalIgnoreCase);
    }
}
