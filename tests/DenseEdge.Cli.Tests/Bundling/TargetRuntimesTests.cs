using DenseEdge.Cli.Bundling;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Tests.Bundling;

public sealed class TargetRuntimesTests
{
    [Theory]
    [InlineData("cpu", "Cpu 1.20 or newer")]
    [InlineData("directml", "DirectMl")]
    [InlineData("jetpack6", "TensorRt 8.6 to below 9")]
    [InlineData("jetpack6.2", "TensorRt 10.3 to below 11")]
    [InlineData("trt11", "TensorRt 11 to below 12")]
    public void Of_ATarget_IsWhatItsProfileSays(string target, string runtimes)
        => Assert.Equal(runtimes, Assert.Single(TargetRuntimes.Of(target).Runtimes).ToString());

    [Fact]
    public void Of_AJetPackTarget_IsForJetsonsOnly()
    {
        Assert.Contains("jetson", TargetRuntimes.Of("jetpack5").Boards);
        Assert.Empty(TargetRuntimes.Of("trt11").Boards);
    }

    [Fact]
    public void Of_NoTarget_IsAnyEngine()
        => Assert.Equal(ExecutionProviders.Automatic, TargetRuntimes.Of(null).Runtimes.Select(range => range.Provider));
}
