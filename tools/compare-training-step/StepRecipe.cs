using System.Globalization;
using DenseEdge.Contracts;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Losses;
using DenseEdge.Training.Network;

namespace DenseEdge.TrainingStep;

/// <summary>What a compared step trains.</summary>
internal sealed record StepRecipe
{
    private const int ReplicaClasses = 22;
    private const int NyudClasses = 40;

    /// <summary>Its name on the command line.</summary>
    public required string Name { get; init; }

    public required NetworkOptions Network { get; init; }

    public required LossOptions Loss { get; init; }

    public required double LearningRate { get; init; }

    public required double WeightDecay { get; init; }

    /// <summary>Momentum of SGD; 0 for AdamW.</summary>
    public double Momentum { get; init; }

    /// <summary>Largest norm of the gradients; 0 for any.</summary>
    public double ClipNorm { get; init; }

    /// <summary>Whether the network has every context of every pair of tasks.</summary>
    public bool IsSupernet { get; init; }

    /// <summary>What a user gets without saying anything.</summary>
    public static StepRecipe Default()
    {
        NetworkOptions network = DefaultRecipe.Network(Tasks(ReplicaClasses), 192, 336, null);
        TrainingOptions training = DefaultRecipe.Training(network, pretrained: true);
        return new StepRecipe
        {
            Name = "default",
            Network = network,
            Loss = training.Loss,
            LearningRate = training.LearningRate,
            WeightDecay = training.WeightDecay,
            ClipNorm = training.GradientClipNorm,
        };
    }

    /// <summary>ATRC (ICCV 2021) on NYUD-v2: HRNet-W18-small, the published genotype, losses at full size, SGD.</summary>
    public static StepRecipe Paper() => new()
    {
        Name = "hrnet",
        Network = new NetworkOptions
        {
            Backbone = BackboneKind.HrNetW18Small,
            Tasks = Tasks(NyudClasses),
            Refinement = RefinementKind.Atrc,
            Genotype = PublishedGenotypes.NyudHrNet18,
            InputHeight = 425,
            InputWidth = 560,
        },
        Loss = new LossOptions(),
        LearningRate = 0.01,
        Momentum = 0.9,
        WeightDecay = 5e-4,
    };

    /// <summary>ATRC's search on NYUD-v2: all contexts of all pairs, at a smaller size, gradients clipped.</summary>
    public static StepRecipe Search()
    {
        StepRecipe paper = Paper();
        return paper with
        {
            Name = "supernet",
            IsSupernet = true,
            ClipNorm = 10,
            Network = paper.Network with
            {
                Refinement = RefinementKind.None,
                Genotype = null,
                InputHeight = 256,
                InputWidth = 320,
            },
        };
    }

    private static TaskSpec[] Tasks(int classes) =>
    [
        new()
        {
            Kind = TaskKind.SemanticSegmentation,
            Classes = [.. Enumerable.Range(0, classes).Select(i => new LabelClass(i.ToString(CultureInfo.InvariantCulture), 0, 0, 0))],
        },
        new() { Kind = TaskKind.Depth }, new() { Kind = TaskKind.SurfaceNormals }, new() { Kind = TaskKind.Boundaries },
    ];
}
