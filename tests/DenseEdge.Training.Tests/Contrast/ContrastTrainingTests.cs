using DenseEdge.Training.Contrast;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Losses;
using DenseEdge.Training.Network;
using DenseEdge.Training.Tests.Engine;
using DenseEdge.Training.Tests.Network;
using DenseEdge.Training.Tests.Weights;
using DenseEdge.Training.Weights;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Contrast;

public sealed class ContrastTrainingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Step_MovesTheDrawnProjectorsAndNoOther()
    {
        using DisposeScope scope = NewDisposeScope();
        using MultiTaskNetwork network = MultiTaskNetwork.Create(
            Networks.Small with { Refinement = RefinementKind.None, Genotype = null }, seed: 1);
        TrainingOptions options = Configuration(steps: 8).Training with { WeightDecay = 0.5 };
        using ContrastTraining contrast = ContrastTraining.Create(network, options)!;
        using LabelBatch labels = Networks.Labels(2, 64, 96);
        Tensor images = Networks.Images(3, 2, 64, 96);
        HashSet<string> everDrawn = [];
        int stayed = 0;
        for (int step = 0; step < 8; step++)
        {
            Dictionary<string, double[]> before = Values(contrast.Projectors);
            contrast.Loss(network.call(images), labels, step, share: 0.5)!.backward();
            contrast.Step(learningRate: 0.01);
            HashSet<Parameter> drawn = [.. contrast.Drawn];

            foreach ((string name, Parameter parameter) in contrast.Projectors.named_parameters())
            {
                bool moved = !before[name].SequenceEqual(Numbers.Values(parameter));
                Assert.True(moved == drawn.Contains(parameter), $"step {step}, {name}: moved is {moved}.");
                stayed += !moved && everDrawn.Contains(name) ? 1 : 0;
                _ = moved && everDrawn.Add(name);
            }
        }

        // The interesting case happened: a projector with momentum that was not drawn again.
        Assert.True(stayed > 0);
    }

    [Theory]
    [InlineData(0.0, true)]
    [InlineData(0.099, true)]
    [InlineData(0.1, false)]
    [InlineData(0.9, false)]
    public void Loss_InTheFirstTenth_IsOff(double share, bool isOff)
    {
        using DisposeScope scope = NewDisposeScope();
        using MultiTaskNetwork network = MultiTaskNetwork.Create(Networks.Small, seed: 1);
        TrainingOptions options = Configuration(steps: 8).Training;
        options = options with { Contrast = options.Contrast with { WarmUpShare = new ContrastOptions().WarmUpShare } };
        using ContrastTraining contrast = ContrastTraining.Create(network, options)!;
        using LabelBatch labels = Networks.Labels(1, 64, 96);

        Tensor? loss = contrast.Loss(network.call(Networks.Images(3, 1, 64, 96)), labels, 0, share);

        Assert.Equal(isOff, loss is null);
    }

    [Fact]
    public void Run_WithContrast_RecordsItAndLowersTheLoss()
    {
        RunConfiguration configuration = Configuration(steps: 24);
        configuration = configuration with
        {
            Training = configuration.Training with { Contrast = configuration.Training.Contrast with { WarmUpShare = 0.25 } },
        };
        using TrainingRun run = TrainingRun.Start(configuration, TinyRun.Samples(), _folder.Path("run"));

        TrainingOutcome outcome = run.Run(progress: null, CancellationToken.None);

        Assert.True(outcome.Finished);
        Assert.Equal(["total", "contrast"], run.History.Columns);
        Assert.All(run.History.Rows.Take(6), row => Assert.Equal(0, row.Values[1]));
        Assert.All(run.History.Rows.Skip(6), row => Assert.InRange(row.Values[1], 1e-4, 0.1 * 2.3));
        Assert.True(
            run.History.Rows.TakeLast(4).Average(row => row.Values[0]) < 0.8 * run.History.Rows.Take(4).Average(row => row.Values[0]));
        using TrainedNetwork trained = TrainedNetwork.Load(_folder.Path("run"));
        Assert.DoesNotContain(trained.Network.state_dict().Keys, name => name.Contains("contrast", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ContrastMode.CrossTask)]
    [InlineData(ContrastMode.InfoNceMemory)]
    public void Resume_AfterAnInterruption_EndsWithTheSameProjectorsMemoriesAndMoments(ContrastMode mode)
    {
        RunConfiguration configuration = Configuration(steps: 4);
        configuration = configuration with
        {
            Training = configuration.Training with { Contrast = configuration.Training.Contrast with { Mode = mode } },
        };
        (string straight, string broken) = (_folder.Path("straight"), _folder.Path("broken"));
        using (TrainingRun run = TrainingRun.Start(configuration, TinyRun.Samples(), straight))
        {
            run.Run(progress: null, CancellationToken.None);
        }

        using (CancellationTokenSource interrupt = new())
        using (TrainingRun run = TrainingRun.Start(configuration, TinyRun.Samples(), broken))
        {
            Assert.Equal(2, run.Run(new AfterSteps(2, interrupt.Cancel), interrupt.Token).Steps);
        }

        using (TrainingRun run = TrainingRun.Resume(broken, TinyRun.Samples()))
        {
            run.Run(progress: null, CancellationToken.None);
        }

        foreach (string file in new[] { "contrast.safetensors", "contrast.bin", "weights.safetensors", "optimizer.bin" })
        {
            Assert.True(
                File.ReadAllBytes(Path.Combine(RunFolder.Checkpoints(straight)[0], file)).AsSpan()
                    .SequenceEqual(File.ReadAllBytes(Path.Combine(RunFolder.Checkpoints(broken)[0], file))),
                $"{file} differs.");
        }

        IReadOnlyDictionary<string, SafeTensor> saved =
            SafeTensors.Read(Path.Combine(RunFolder.Checkpoints(broken)[0], "contrast.safetensors")).Tensors;
        Assert.All(saved.Keys, name => Assert.StartsWith("contrast.", name, StringComparison.Ordinal));
        Assert.Equal(mode == ContrastMode.InfoNceMemory, saved.Keys.Any(name => name.StartsWith("contrast.memories.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Resume_WithoutTheProjectorsFile_NamesIt()
    {
        string folder = _folder.Path("run");
        using (CancellationTokenSource interrupt = new())
        using (TrainingRun run = TrainingRun.Start(Configuration(steps: 3), TinyRun.Samples(), folder))
        {
            run.Run(new AfterSteps(1, interrupt.Cancel), interrupt.Token);
        }

        File.Delete(Path.Combine(RunFolder.Checkpoints(folder)[0], "contrast.bin"));

        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => TrainingRun.Resume(folder, TinyRun.Samples()));
        Assert.Contains("contrast.bin", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_WithOneTask_RefusesBeforeAnythingIsWritten()
    {
        RunConfiguration configuration = Configuration(steps: 3);
        configuration = configuration with { Network = configuration.Network with { Tasks = [configuration.Network.Tasks[1]] } };

        ArgumentException fault = Assert.Throws<ArgumentException>(
            () => TrainingRun.Start(configuration, TinyRun.Samples(), _folder.Path("run")));

        Assert.Contains("two tasks or more", fault.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.Path("run")));
    }

    [Fact]
    public void Run_ForFiftySteps_KeepsNoTensorAlive()
    {
        List<long> live = [];
        using TrainingRun run = TrainingRun.Start(Configuration(steps: 50), TinyRun.Samples(), _folder.Path("run"));

        run.Run(new AfterEachStep(() => live.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount)), CancellationToken.None);

        Assert.Equal(50, live.Count);
        Assert.All(live.Skip(2), count => Assert.Equal(live[1], count));
    }

    /// <summary>A head without dropout, so that two runs can be compared bit by bit.</summary>
    private static RunConfiguration Configuration(int steps)
    {
        RunConfiguration tiny = TinyRun.Configuration(steps);
        return tiny with
        {
            Network = tiny.Network with { Refinement = RefinementKind.None, Genotype = null },
            Training = tiny.Training with
            {
                Contrast = new ContrastOptions
                {
                    Mode = ContrastMode.CrossTask,
                    WarmUpShare = 0,
                    ProjectionChannels = 8,
                    PixelsPerImage = 32,
                    MemoryPixels = 100,
                },
            },
        };
    }

    private static Dictionary<string, double[]> Values(nn.Module module)
        => module.named_parameters().ToDictionary(named => named.name, named => Numbers.Values(named.parameter));

    private sealed class AfterSteps(int steps, Action action) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step == steps)
            {
                action();
            }
        }
    }

    private sealed class AfterEachStep(Action action) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => action();
    }
}
