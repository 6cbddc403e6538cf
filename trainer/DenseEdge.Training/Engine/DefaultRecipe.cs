using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Data.Transforms;
using DenseEdge.Training.Losses;
using DenseEdge.Training.Network;

namespace DenseEdge.Training.Engine;

/// <summary>
/// The network and the training that a user gets without saying anything: small enough to learn something useful on two
/// processor cores in minutes. Chosen by measurements on real data.
/// </summary>
public static class DefaultRecipe
{
    private const int NeckChannels = 64;
    private const int TaskChannels = 48;
    private const int ContextChannels = 24;
    private const double ClassBalanceStrength = 0.15;

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
            NeckChannels = NeckChannels,
            TaskChannels = TaskChannels,
            ContextChannels = ContextChannels,
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
    /// <param name="samples">The training samples, to balance the classes by; null for no balance.</param>
    public static TrainingOptions Training(NetworkOptions network, bool pretrained, ISampleSource? samples = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new TrainingOptions
        {
            BatchSize = 4,
            LearningRate = 3e-3,
            BackboneLearningRateFactor = pretrained ? 0.4 : 1,
            FrozenLevels = pretrained ? 1 : 0,
            WeightDecay = 1e-4,
            WarmUpShare = 0.05,
            AverageDecay = 0.99,

            // The paper's weights suit 40 000 steps. In a thousandth of that the boundaries' 50 would drown all else.
            Loss = new LossOptions
            {
                SegmentationWeight = 4,
                HumanPartsWeight = 4,
                SaliencyWeight = 4,
                DepthWeight = 2,
                NormalsWeight = 8,
                BoundariesWeight = 5,
                SaliencyBalance = false,
                AuxiliaryFactor = 0.3,
                AuxiliaryAtFeatureSize = true,
                ClassWeights = samples is null
                    ? new Dictionary<string, IReadOnlyList<double>>()
                    : ClassWeights(network, samples),
            },
            Augmentation = new TrainingAugmentation
            {
                CropHeight = network.InputHeight,
                CropWidth = network.InputWidth,
                ScalesFromFit = true,
                MinScale = 0.9,
                MaxScale = 1.35,
                HueShift = 9,
            },
        };
    }

    /// <summary>The default weights of the classes: rare ones count more, by task key.</summary>
    /// <param name="network">The network.</param>
    /// <param name="samples">The training samples.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<double>> ClassWeights(NetworkOptions network, ISampleSource samples)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.Tasks.Where(task => task.Kind.HasClasses()).ToDictionary(
            task => task.Kind.Key(), task => ClassBalance.Weights(samples, task, ClassBalanceStrength));
    }

    /// <summary>
    /// The default genotype, chosen for what it gains in the time it costs: the task that knows regions best (the first one
    /// with classes) describes them, itself by T-label, and lends them to every other task by S-label, so that one auxiliary
    /// head serves all; depth, which varies smoothly over a room, also looks at itself globally.
    /// </summary>
    /// <param name="tasks">The tasks; without one that has classes every task uses its own regions.</param>
    public static Genotype Genotype(IReadOnlyList<TaskKind> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        TaskKind? regions = tasks.Where(task => task.HasClasses()).Select(task => (TaskKind?)task).FirstOrDefault();
        ContextType[,] cells = new ContextType[tasks.Count, tasks.Count];
        for (int target = 0; target < tasks.Count; target++)
        {
            for (int source = 0; source < tasks.Count; source++)
            {
                cells[target, source] = (tasks[target], tasks[source]) switch
                {
                    var (to, from) when to == from && (to == regions || regions is null) => ContextType.TargetLabel,
                    (TaskKind.Depth, TaskKind.Depth) => ContextType.Global,
                    var (_, from) when from == regions => ContextType.SourceLabel,
                    _ => ContextType.None,
                };
            }
        }

        return new Genotype(tasks, cells);
    }
}
