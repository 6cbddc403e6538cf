using DenseEdge.Bundles.Choosing;
using DenseEdge.Cli.Flashing;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Tests.Flashing;

public sealed class AgentLineTests
{
    [Fact]
    public void Read_AStep_HasStateAndPercent()
    {
        AgentLine line = AgentLine.Read("""{"state":"downloading","percent":42.5,"message":"Fetching."}""")!;

        Assert.Equal(("downloading", 42.5, "Fetching.", null), (line.State, line.Percent, line.Message, line.Result));
    }

    [Fact]
    public void Read_TheLastLine_HasTheResult()
    {
        AgentLine line = AgentLine.Read(
            """{"result":"refused","message":"No.","digest":null,"failure":"refused","report":null}""")!;

        Assert.Equal((null, "refused", null), (line.State, line.Result, line.Digest));
    }

    [Theory]
    [InlineData("")]
    [InlineData("warning: something")]
    [InlineData("{\"state\":")]
    [InlineData("{\"other\":1}")]
    public void Read_AnotherLine_IsNone(string line) => Assert.Null(AgentLine.Read(line));

    [Theory]
    [InlineData("committed", nameof(FlashOutcome.Committed))]
    [InlineData("current", nameof(FlashOutcome.Current))]
    [InlineData("rolled-back", nameof(FlashOutcome.RolledBack))]
    [InlineData("watching", nameof(FlashOutcome.Deferred))]
    [InlineData("failed", nameof(FlashOutcome.Failed))]
    [InlineData("something new", nameof(FlashOutcome.Refused))]
    public void Outcome_OfAWord_ByHand(string word, string outcome) => Assert.Equal(outcome, AgentOutcome.Of(word).ToString());

    [Fact]
    public void FactsLine_OfADevice_NamesBoardsAndEngines()
    {
        DeviceFacts facts = FactsLine.Read(
            """
            {"boards":["Orin Nano"],
             "runtimes":[{"provider":"TensorRt","version":"10.3.0"},{"provider":"Cpu","version":"1.24.1"}]}
            """);

        Assert.Equal(["Orin Nano"], facts.BoardNames);
        Assert.Equal(
            [new RuntimeFact(ExecutionProvider.TensorRt, "10.3.0"), new RuntimeFact(ExecutionProvider.Cpu, "1.24.1")],
            facts.Runtimes);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("{}")]
    [InlineData("""{"boards":[],"runtimes":[{"provider":"Abacus","version":"1"}]}""")]
    public void FactsLine_OfSomethingElse_IsRefused(string line)
        => Assert.Throws<FlashRefusedException>(() => FactsLine.Read(line));
}
