using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Evaluation;

namespace DenseEdge.Cli.Tests;

public sealed class MetricsFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void Read_OfAWrittenFile_GivesTheSame()
    {
        EvaluationRecord written = new()
        {
            Data = "rooms",
            Split = "val",
            Images = 3,
            InputHeight = 96,
            InputWidth = 128,
            BoundaryMaxDistance = 0.011,
            Parameters = 5_000_000_000,
            Macs = 7,
            TrainingSteps = 11,
            TrainingSeconds = 12.5,
            Scores = new MetricTable([new TaskScore(TaskKind.Depth, MetricNames.DepthRmse, "m", 0.4, false)]),
        };

        MetricsFile.Write(_path, written);
        EvaluationRecord read = MetricsFile.Read(_path);

        Assert.Equal(written.Scores.Scores, read.Scores.Scores);
        Assert.Equal(written, read with { Scores = written.Scores });
    }

    [Fact]
    public void Read_OfTheFirstFormat_GivesTheScores()
    {
        File.WriteAllText(_path, """
            {"data": "ccp", "scores": [{"task": "sal", "metric": "maxF", "unit": "1", "value": 0.8, "higher_is_better": true}]}
            """);

        EvaluationRecord read = MetricsFile.Read(_path);

        Assert.Equal(("ccp", "test", null), (read.Data, read.Split, read.Parameters));
        Assert.Equal(new TaskScore(TaskKind.Saliency, "maxF", "1", 0.8, true), Assert.Single(read.Scores.Scores));
    }

    [Theory]
    [InlineData("{\"format\": 3, \"data\": \"a\", \"scores\": []}", "expected format 1 or 2, found 3")]
    [InlineData("{\"data\": \"a\", \"scores\": [{\"task\": \"sleep\", \"metric\": \"m\", \"unit\": \"1\", \"value\": 1, \"higher_is_better\": true}]}", "found 'sleep'")]
    [InlineData("{\"scores\": []}", "data")]
    [InlineData("[]", "metrics")]
    public void Read_OfAWrongFile_NamesFileAndFault(string text, string fault)
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}-metrics.json");
        File.WriteAllText(path, text);
        try
        {
            InvalidDataException error = Assert.Throws<InvalidDataException>(() => MetricsFile.Read(path));
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
            Assert.Contains(fault, error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Read_OfAMissingFile_SaysHowToMakeIt()
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => MetricsFile.Read("runs/a/metrics.json"));
        Assert.Contains("./denseedge evaluate runs/a", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nyud-mt", 0.011)]
    [InlineData("NYUv2", 0.011)]
    [InlineData("pascal-context", 0.0075)]
    public void DefaultMaxDistance_OfADataSet_IsThatOfItsBenchmark(string data, double expected) =>
        Assert.Equal(expected, EvaluateVerb.DefaultMaxDistance(data));

    public void Dispose() => File.Delete(_path);
}
