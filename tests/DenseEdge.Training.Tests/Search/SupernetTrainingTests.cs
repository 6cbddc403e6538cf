using DenseEdge.Contracts;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Search;

namespace DenseEdge.Training.Tests.Search;

public sealed class SupernetTrainingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-supernet-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Run_OnAFewRooms_LowersTheLossAndWritesEveryColumn()
    {
        using SupernetTraining training = SupernetTraining.Start(
            SearchRooms.Configuration(steps: 24, tasks: 2), new SupernetOptions(), SearchRooms.Samples(), _folder);

        training.Run(progress: null, CancellationToken.None);

        Assert.Equal(["total", "entropy", "latency_ms", "multiplier"], training.History.Columns);
        double first = training.History.Rows.Take(4).Average(row => row.Values[0]);
        double last = training.History.Rows.TakeLast(4).Average(row => row.Values[0]);
        Assert.True(last < 0.9 * first, $"The loss went from {first} to {last}.");
    }

    [Fact]
    public void Resume_AfterAnInterruptionInEitherPhase_GivesTheSameWeights()
    {
        // 12 steps: the warm-up ends after 3, and steps 4, 6, 8, 10, 12 mix contexts.
        SupernetOptions options = new() { WarmUpShare = 0.25, Latency = LatencyPressure.Of(SearchRooms.Costs(2), 2.5) };
        string straight = Path.Combine(_folder, "straight"), broken = Path.Combine(_folder, "broken");
        SearchRooms.Train(straight, 12, options, tasks: 2);
        using (SupernetTraining training = SupernetTraining.Start(
            SearchRooms.Configuration(12, tasks: 2), options, SearchRooms.Samples(), broken))
        {
            Interrupt(training.Run, afterSteps: 2);
        }

        using (SupernetTraining training = SupernetTraining.Resume(broken, SearchRooms.Samples()))
        {
            Interrupt(training.Run, afterSteps: 7);
        }

        using (SupernetTraining training = SupernetTraining.Resume(broken, SearchRooms.Samples()))
        {
            Assert.True(training.Run(progress: null, CancellationToken.None).Finished);
        }

        AssertSameWeights(straight, broken);
    }

    [Fact]
    public void Run_UnderATightBudget_MakesThePreferencesCheaperThanWithoutOne()
    {
        Genotype Search(string name, LatencyPressure? latency)
        {
            SupernetOptions options = new() { WarmUpShare = 0, PathShare = 0, Latency = latency };
            using SupernetTraining training = SupernetTraining.Start(
                SearchRooms.Configuration(16, tasks: 2), options, SearchRooms.Samples(), Path.Combine(_folder, name));
            training.Run(progress: null, CancellationToken.None);
            return training.Genotype;
        }

        var costs = SearchRooms.Costs(2);
        Genotype free = Search("free", null), tight = Search("tight", LatencyPressure.Of(costs, 2.2));

        Assert.InRange(costs.Microseconds(tight), 2000, 2400);
        Assert.True(costs.Microseconds(free) > 2400, free.ToString());
    }

    [Fact]
    public void Start_WithContextsLeftOut_NeverChoosesThem()
    {
        SupernetOptions options = new() { WarmUpShare = 0.5, Contexts = [ContextType.Global] };
        using SupernetTraining training = SupernetTraining.Start(
            SearchRooms.Configuration(6, tasks: 2), options, SearchRooms.Samples(), _folder);

        training.Run(progress: null, CancellationToken.None);

        Genotype chosen = training.Genotype;
        Assert.All(
            chosen.Tasks.SelectMany(target => chosen.Tasks.Select(source => chosen[target, source])),
            context => Assert.True(context is ContextType.None or ContextType.Global));
    }

    [Fact]
    public void Load_OfAFolderThatIsNoSupernet_NamesTheFile()
    {
        InvalidDataException fault = Assert.Throws<InvalidDataException>(
            () => SupernetTraining.Resume(_folder, SearchRooms.Samples()));

        Assert.Contains("search.json", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_WithCostsOfOtherTasks_SaysBothNumbers()
    {
        SupernetOptions options = new() { WarmUpShare = 2, Latency = LatencyPressure.Of(SearchRooms.Costs(3), 5) };

        ArgumentException fault = Assert.Throws<ArgumentException>(() => SupernetTraining.Start(
            SearchRooms.Configuration(6, tasks: 2), options, SearchRooms.Samples(), _folder));

        Assert.Contains("costs for 2 tasks, got 3", fault.Message, StringComparison.Ordinal);
        Assert.Contains("WarmUpShare", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Runs until a step and cancels there.</summary>
    internal static void Interrupt(
        Func<IProgress<TrainingProgress>?, CancellationToken, TrainingOutcome> run, int afterSteps)
    {
        using CancellationTokenSource interrupt = new();
        TrainingOutcome outcome = run(new AtStep(afterSteps, interrupt.Cancel), interrupt.Token);
        Assert.Equal((afterSteps, false), (outcome.Steps, outcome.Finished));
    }

    /// <summary>Compares the checkpoints of two folders bit by bit.</summary>
    internal static void AssertSameWeights(string one, string other)
    {
        foreach (string file in new[] { "weights.safetensors", "average.safetensors" })
        {
            byte[] Read(string folder)
                => File.ReadAllBytes(Directory.GetFiles(folder, file, SearchOption.AllDirectories).Single());
            Assert.True(Read(one).AsSpan().SequenceEqual(Read(other)), $"{file} differs.");
        }
    }

    private sealed class AtStep(int step, Action action) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step == step)
            {
                action();
            }
        }
    }
}
