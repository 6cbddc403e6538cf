using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Data.Folder;
using DenseEdge.Search.Latency;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Network;
using DenseEdge.Training.Search;
using DenseEdge.Training.Tests.Engine;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Search;

/// <summary>Searches small enough for a test, over rooms of 64x96 pixels.</summary>
internal static class SearchRooms
{
    public static readonly TaskKind[] Kinds =
        [TaskKind.SemanticSegmentation, TaskKind.Depth, TaskKind.SurfaceNormals, TaskKind.Boundaries];

    private static readonly CachedSource Rooms = new(TinyRun.Samples(20), budgetBytes: 1L << 28);

    /// <summary>The four tasks of the rooms that NYUD-v2 has.</summary>
    public static RunConfiguration Configuration(int steps, int tasks = 4)
    {
        RunConfiguration configuration = TinyRun.Configuration(steps);
        return configuration with
        {
            Network = configuration.Network with
            {
                Refinement = RefinementKind.None,
                Genotype = null,
                NeckChannels = 16,
                TaskChannels = 8,
                ContextChannels = 4,
                Tasks = [.. Kinds.Take(tasks).Select(kind => configuration.Network.Tasks.First(task => task.Kind == kind))],
            },
            Training = configuration.Training with { LearningRate = 0.01, Threads = 1 },
        };
    }

    /// <summary>Rooms, rendered once.</summary>
    public static ISampleSource Samples(int count = 6) => SubsetSource.First(Rooms, count);

    /// <summary>Trains a supernet and leaves its folder.</summary>
    public static void Train(string folder, int steps, SupernetOptions? options = null, int tasks = 4)
    {
        using SupernetTraining training = SupernetTraining.Start(
            Configuration(steps, tasks), options ?? new SupernetOptions(), Samples(), folder);
        Assert.True(training.Run(progress: null, CancellationToken.None).Finished);
    }

    /// <summary>Costs that differ from pair to pair; label contexts are dear by their auxiliary heads.</summary>
    public static GenotypeCosts Costs(int tasks)
    {
        long[,,] pairs = new long[tasks, tasks, 5];
        for (int target = 0; target < tasks; target++)
        {
            for (int source = 0; source < tasks; source++)
            {
                for (int code = 1; code < 5; code++)
                {
                    pairs[target, source, code] = 100 + (10 * target) + source + (25 * code);
                }
            }
        }

        return new GenotypeCosts(
            2000, pairs, [.. Enumerable.Range(0, tasks).Select(task => 50L + task)],
            [.. Enumerable.Range(0, tasks).Select(task => 400L + task)]);
    }

    /// <summary>Everything that two searches must agree in.</summary>
    public static IEnumerable<(string Name, double[] Values)> State(nn.Module network)
        => network.state_dict().Select(entry => (entry.Key, Network.Numbers.Values(entry.Value)));
}
