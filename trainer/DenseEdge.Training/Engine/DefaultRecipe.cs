using DenseEdge.Contracts;
using DenseEdge.Data.Transforms;
using DenseEdge.Training.Losses;
using DenseEdge.Training.Network;

namespace DenseEdge.Training.Engine;

/// <summary>
/// The network and the training that a user gets without saying anything: small enough to learn something useful on two
/// processor cores in minutes. Measured on real data; see docs/benchmarks.
/// </summary>
public static class DefaultRecipe
{
    private const int Channels = 64;

    /// <summary>Makes the default network.</summary>
    /// <param name="tasks">The tasks, in the order of the heads.</param>
    /// <param name="height">Input height in pixels.</param>
    /// <param name="width">Input width in pixels.</param>
    /// <param name="depthRangeMeters">The range of the depth bins; null for the paper's.</param>
    public static NetworkOptions Network(
        IReadOnlyList<TaskSpec> tasks, int height, int width, (double Min, double Max)? depthRangeMeters) => new()
        {
            Backbone = BackboneKind.MobileNetV2,
            Tasks = tasks,
            NeckChannels = Channels,
            TaskChannels = Channels,
            ContextChannels = Channels / 2,
            Refinement = RefinementKind.Atrc,
            Genotype = Genotype([.. tasks.Select(task => task.Kind)]),
            DepthMinMeters = depthRangeMeters?.Min ?? 0.7,
            DepthMaxMeters = depthRangeMeters?.Max ?? 10,
            InputHeight = height,
            InputWidth = width,
        };

    /// <summary>Makes the default training.</summary>
    /// <param name="network">The network.</param>
    /// <param name="pretrained">Whether the backbone starts from pretrained weights.</param>
    public static TrainingOptions Training(NetworkOptions network, bool pretrained)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new TrainingOptions
        {
            BatchSize = 4,
            LearningRate = 1e-3,
            BackboneLearningRateFactor = pretrained ? 0.3 : 1,
            FrozenLevels = pretrained ? 1 : 0,
            WeightDecay = 1e-4,
            WarmUpShare = 0.1,
            AverageDecay = 0.99,

            // The paper's weights suit 40 000 steps. In a thousandth of that the boundaries' 50 would drown all else.
            Loss = new LossOptions
            {
                SegmentationWeight = 2,
                HumanPartsWeight = 2,
                SaliencyWeight = 2,
                DepthWeight = 3,
                NormalsWeight = 4,
                BoundariesWeight = 5,
                AuxiliaryFactor = 0.3,
                AuxiliaryAtFeatureSize = true,
            },
            Augmentation = new TrainingAugmentation
            {
                CropHeight = network.InputHeight,
                CropWidth = network.InputWidth,
            },
        };
    }

    /// <summary>
    /// The default genotype: every task describes regions with its own prediction (T-label on the diagonal) and with that of
    /// the tasks that know regions best (S-label), in the manner of the published genotypes; thin boundaries lend nothing.
    /// </summary>
    /// <param name="tasks">The tasks.</param>
    public static Genotype Genotype(IReadOnlyList<TaskKind> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ContextType[,] cells = new ContextType[tasks.Count, tasks.Count];
        for (int target = 0; target < tasks.Count; target++)
        {
            for (int source = 0; source < tasks.Count; source++)
            {
                cells[target, source] = target == source
                    ? ContextType.TargetLabel
                    : tasks[source] == TaskKind.Boundaries ? ContextType.None : ContextType.SourceLabel;
            }
        }

        return new Genotype(tasks, cells);
    }
}
