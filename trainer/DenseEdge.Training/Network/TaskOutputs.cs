using System.Diagnostics;
using DenseEdge.Contracts;

namespace DenseEdge.Training.Network;

/// <summary>How many channels the predictions of a task have.</summary>
internal static class TaskOutputs
{
    /// <summary>The number of depth intervals and of normal directions that the auxiliary heads tell apart.</summary>
    public const int AuxiliaryBins = 40;

    /// <summary>Channels of the final prediction: classes, or 1 (metres), 3 (x, y, z), 1 (logit), 2 (logits).</summary>
    public static int FinalChannels(TaskSpec task) => task.Kind switch
    {
        TaskKind.SemanticSegmentation or TaskKind.HumanParts => task.Classes.Count,
        TaskKind.Depth => 1,
        TaskKind.SurfaceNormals => 3,
        TaskKind.Boundaries => 1,
        TaskKind.Saliency => 2,
        _ => throw new UnreachableException($"Unknown task {task.Kind}."),
    };

    /// <summary>Channels of the auxiliary prediction, which is a classification for every task.</summary>
    public static int AuxiliaryChannels(TaskSpec task) => task.Kind switch
    {
        TaskKind.SemanticSegmentation or TaskKind.HumanParts => task.Classes.Count,
        TaskKind.Depth or TaskKind.SurfaceNormals => AuxiliaryBins,
        TaskKind.Boundaries or TaskKind.Saliency => 2,
        _ => throw new UnreachableException($"Unknown task {task.Kind}."),
    };
}
