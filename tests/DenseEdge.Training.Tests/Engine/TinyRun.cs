using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Data.Synthetic;
using DenseEdge.Data.Transforms;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Losses;
using DenseEdge.Training.Network;

namespace DenseEdge.Training.Tests.Engine;

/// <summary>A training small enough for a test: a few rooms of 64x96 pixels, narrow heads, every context type in use.</summary>
internal static class TinyRun
{
    public const int Height = 64;
    public const int Width = 96;

    public static ISampleSource Samples(int count = 6) =>
        new SyntheticRooms(new SyntheticRoomsOptions { Height = Height, Width = Width, Count = count });

    public static RunConfiguration Configuration(int steps, double checkpointSeconds = 1e6)
    {
        IReadOnlyList<TaskSpec> tasks = SyntheticRooms.AllTasks;
        NetworkOptions network = DefaultRecipe.Network(tasks, Height, Width, (0.5, 10)) with
        {
            NeckChannels = 16,
            TaskChannels = 16,
            ContextChannels = 8,
        };
        return new RunConfiguration
        {
            Data = "synthetic",
            DataName = "tiny-rooms",
            Network = network,
            Training = new TrainingOptions
            {
                Steps = steps,
                BatchSize = 2,
                CheckpointSeconds = checkpointSeconds,
                Loss = new LossOptions { AuxiliaryAtFeatureSize = true },
                Augmentation = new TrainingAugmentation { CropHeight = Height, CropWidth = Width },
            },
        };
    }
}
