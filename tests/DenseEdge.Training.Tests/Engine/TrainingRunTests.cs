using DenseEdge.Training.Engine;

namespace DenseEdge.Training.Tests.Engine;

public sealed class TrainingRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-run-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Run_OnAFewRooms_LowersTheLoss()
    {
        using TrainingRun run = TrainingRun.Start(TinyRun.Configuration(steps: 24), TinyRun.Samples(), Path.Combine(_folder, "a"));

        TrainingOutcome outcome = run.Run(progress: null, CancellationToken.None);

        Assert.True(outcome.Finished);
        double first = run.History.Rows.Take(4).Average(row => row.Values[0]);
        double last = run.History.Rows.TakeLast(4).Average(row => row.Values[0]);
        Assert.True(last < 0.8 * first, $"The loss went from {first} to {last}.");
    }

    [Fact]
    public void Run_TwiceWithTheSameSeed_GivesTheSameLosses()
    {
        double[] Losses(string name)
        {
            using TrainingRun run = TrainingRun.Start(TinyRun.Configuration(steps: 3), TinyRun.Samples(), Path.Combine(_folder, name));
            run.Run(progress: null, CancellationToken.None);
            return [.. run.History.Rows.Select(row => row.Values[0])];
        }

        Assert.Equal(Losses("a"), Losses("b"));
    }

    [Fact]
    public void Resume_AfterAnInterruption_GoesOnAsIfNothingHadHappened()
    {
        string straight = Path.Combine(_folder, "straight");
        string broken = Path.Combine(_folder, "broken");
        double[] expected;
        using (TrainingRun run = TrainingRun.Start(TinyRun.Configuration(steps: 6), TinyRun.Samples(), straight))
        {
            run.Run(progress: null, CancellationToken.None);
            expected = [.. run.History.Rows.Select(row => row.Values[0])];
        }

        using (CancellationTokenSource interrupt = new())
        using (TrainingRun run = TrainingRun.Start(TinyRun.Configuration(steps: 6), TinyRun.Samples(), broken))
        {
            TrainingOutcome outcome = run.Run(new AfterSteps(3, interrupt.Cancel), interrupt.Token);
            Assert.False(outcome.Finished);
            Assert.Equal(3, outcome.Steps);
        }

        using (TrainingRun run = TrainingRun.Resume(broken, TinyRun.Samples()))
        {
            TrainingOutcome outcome = run.Run(progress: null, CancellationToken.None);
            Assert.True(outcome.Finished);

            // Dropout draws from torch's generator, which a new process starts anew: the batches and the state are the same.
            Assert.Equal(6, run.History.Rows.Count);
            Assert.Equal(expected[..3], run.History.Rows.Take(3).Select(row => row.Values[0]), Tolerance);
            Assert.All(
                run.History.Rows.Zip(expected).Skip(3),
                pair => Assert.InRange(pair.First.Values[0] / pair.Second, 0.8, 1.25));
        }
    }

    [Fact]
    public void Start_InAFolderWithCheckpoints_RefusesAndSaysWhy()
    {
        using (TrainingRun run = TrainingRun.Start(TinyRun.Configuration(steps: 1), TinyRun.Samples(), _folder))
        {
            run.Run(progress: null, CancellationToken.None);
        }

        ArgumentException fault = Assert.Throws<ArgumentException>(
            () => TrainingRun.Start(TinyRun.Configuration(steps: 1), TinyRun.Samples(), _folder));
        Assert.Contains("already holds checkpoints", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfAFolderThatIsNoRun_NamesTheFile()
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(() => TrainedNetwork.Load(_folder));
        Assert.Contains("run.json", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validated_WithStepsAndBudget_NamesEveryFault()
    {
        TrainingOptions wrong = TinyRun.Configuration(steps: 5).Training with { BudgetSeconds = 5, BatchSize = 0 };
        ArgumentException fault = Assert.Throws<ArgumentException>(() => wrong.Validated());
        Assert.Contains("BatchSize", fault.Message, StringComparison.Ordinal);
        Assert.Contains("exactly one of Steps and BudgetSeconds", fault.Message, StringComparison.Ordinal);
    }

    // The history file keeps six digits.
    private static bool Tolerance(double left, double right) => Math.Abs(left - right) <= 1e-5 * Math.Abs(right);

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
}
