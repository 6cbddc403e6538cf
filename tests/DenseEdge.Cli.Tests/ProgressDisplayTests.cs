using DenseEdge.Cli.Running;

namespace DenseEdge.Cli.Tests;

public sealed class ProgressDisplayTests
{
    [Fact]
    public void Update_InALog_WritesStageShareDetailsAndTimeLeft()
    {
        using StringWriter log = new();
        using (ProgressDisplay display = new(log, redraws: false))
        {
            display.Begin("training");
            display.Update(0.25, "step 5/20  loss 1.500  8.0 images/s", TimeSpan.FromSeconds(75));
        }

        Assert.Contains("training     [######..................]  25 %  step 5/20", log.ToString(), StringComparison.Ordinal);
        Assert.Contains("8.0 images/s  1:15 left", log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Dispose_OnATerminal_ErasesTheBarAndNamesTheStage()
    {
        using StringWriter terminal = new();
        using (ProgressDisplay display = new(terminal, redraws: true))
        {
            display.Begin("export");
        }

        Assert.EndsWith("done in 0:00", terminal.ToString().TrimEnd(), StringComparison.Ordinal);
        Assert.Contains('\r', terminal.ToString());
    }
}
