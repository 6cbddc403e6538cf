using System.Text.Json.Nodes;
using DenseEdge.Contracts;
using DenseEdge.Training.Contrast;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Heads;
using DenseEdge.Training.Tests.Engine;
using DenseEdge.Training.Tests.Weights;

namespace DenseEdge.Training.Tests.Contrast;

public sealed class ContrastOptionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Validated_WithManyFaults_NamesThemAll()
    {
        ContrastOptions wrong = new()
        {
            Mode = ContrastMode.InfoNceMemory,
            Margin = -1,
            PixelsPerImage = 1,
            DepthPositive = 0.5,
            NormalPositiveDegrees = 40,
        };

        ArgumentException fault = Assert.Throws<ArgumentException>(() => wrong.Validated([TaskKind.Depth, TaskKind.SurfaceNormals]));

        foreach (string part in new[] { "Margin", "PixelsPerImage", "DepthPositive", "NormalPositiveDegrees", "Depth:", "SurfaceNormals:" })
        {
            Assert.Contains(part, fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Validated_WithOneTask_SaysThatItNeedsAnother()
    {
        TaskKind[] one = [TaskKind.Depth];
        ArgumentException fault = Assert.Throws<ArgumentException>(
            () => new ContrastOptions { Mode = ContrastMode.CrossTask }.Validated(one));
        Assert.Contains("two tasks or more", fault.Message, StringComparison.Ordinal);

        Assert.NotNull(new ContrastOptions { Mode = ContrastMode.SelfSource }.Validated(one));
        Assert.NotNull(new ContrastOptions().Validated(one));
    }

    [Fact]
    public void Validated_WithATaskWithoutLabelDistance_RefusesIt()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(
            () => new ContrastOptions { Mode = ContrastMode.CrossTask }.Validated([TaskKind.Depth, (TaskKind)99]));
        Assert.Contains("no label distance for the task 99", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ContrastMode.CrossTask, 0.1, 0.1)]
    [InlineData(ContrastMode.InfoNceMemory, 1.0, 0.07)]
    public void Effective_ValuesFollowTheModeUnlessGiven(ContrastMode mode, double lambda, double temperature)
    {
        ContrastOptions options = new() { Mode = mode };
        Assert.Equal((lambda, temperature), (options.EffectiveLambda, options.EffectiveTemperature));
        options = options with { Lambda = 0.5, Temperature = 0.2 };
        Assert.Equal((0.5, 0.2), (options.EffectiveLambda, options.EffectiveTemperature));
    }

    [Fact]
    public void Load_OfARunWithContrast_GivesItBack()
    {
        RunConfiguration configuration = TinyRun.Configuration(steps: 3);
        ContrastOptions contrast = new() { Mode = ContrastMode.AllSources, Tap = FeatureTap.BeforeRefinement, Lambda = 0.3 };
        (configuration with { Training = configuration.Training with { Contrast = contrast } }).Save(_folder.Path("run"));

        Assert.Equal(contrast, RunConfiguration.Load(_folder.Path("run")).Training.Contrast);
    }

    [Fact]
    public void Load_OfARunFromBeforeContrast_HasItOff()
    {
        string folder = _folder.Path("run");
        TinyRun.Configuration(steps: 3).Save(folder);
        string path = RunFolder.ConfigurationPath(folder);
        JsonNode json = JsonNode.Parse(File.ReadAllText(path))!;
        Assert.True(json["training"]!.AsObject().Remove("contrast"));
        File.WriteAllText(path, json.ToJsonString());

        Assert.Equal(new ContrastOptions(), RunConfiguration.Load(folder).Training.Contrast);
    }
}
