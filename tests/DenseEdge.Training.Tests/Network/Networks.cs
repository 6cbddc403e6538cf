using DenseEdge.Contracts;
using DenseEdge.Training.Losses;
using DenseEdge.Training.Network;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Network;

/// <summary>Networks and batches for tests.</summary>
internal static class Networks
{
    /// <summary>The four tasks of NYUD-v2.</summary>
    public static TaskSpec[] NyudTasks(int classes) =>
    [
        new TaskSpec { Kind = TaskKind.SemanticSegmentation, Classes = Classes(classes) },
        new TaskSpec { Kind = TaskKind.Depth },
        new TaskSpec { Kind = TaskKind.SurfaceNormals },
        new TaskSpec { Kind = TaskKind.Boundaries },
    ];

    /// <summary>A small network with every context type.</summary>
    public static NetworkOptions Small { get; } = new()
    {
        Tasks = NyudTasks(5),
        NeckChannels = 16,
        TaskChannels = 8,
        ContextChannels = 4,
        Refinement = RefinementKind.Atrc,
        Genotype = PublishedGenotypes.NyudHrNet18,
        InputHeight = 64,
        InputWidth = 96,
    };

    /// <summary>The paper's network for NYUD-v2.</summary>
    public static NetworkOptions Paper { get; } = new()
    {
        Backbone = BackboneKind.HrNetW18Small,
        Tasks = NyudTasks(40),
        Refinement = RefinementKind.Atrc,
        Genotype = PublishedGenotypes.NyudHrNet18,
        InputHeight = 64,
        InputWidth = 96,
    };

    /// <summary>Classes named by their numbers.</summary>
    public static LabelClass[] Classes(int count)
        => [.. Enumerable.Range(0, count).Select(i => new LabelClass($"class {i}", (byte)i, 0, 0))];

    /// <summary>Images of 0 to 255.</summary>
    public static Tensor Images(int seed, long count, long height, long width)
        => Numbers.Uniform(seed, count, 3, height, width).add(1).mul(127.5);

    /// <summary>Labels for the four tasks.</summary>
    public static LabelBatch Labels(long count, long height, long width) => new()
    {
        Segmentation = Numbers.Classes(11, 5, count, height, width),
        Depth = Numbers.Uniform(12, count, 1, height, width).add(2),
        Normals = Numbers.Uniform(13, count, 3, height, width),
        Boundaries = Numbers.Classes(14, 2, count, height, width).to_type(ScalarType.Byte),
    };

    /// <summary>Random directions.</summary>
    public static float[] Centroids(int seed)
        => NormalCentroids.SphericalKMeans([.. Numbers.Values(Numbers.Uniform(seed, 400, 3)).Select(x => (float)x)], seed);
}
