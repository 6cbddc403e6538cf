using DenseEdge.Contracts;

namespace DenseEdge.Training.Engine;

/// <summary>The predictions of one image in their final form, as plain arrays.</summary>
public sealed class DensePredictionArrays
{
    /// <summary>Class labels, [H, W], of the tasks with classes.</summary>
    public IDictionary<TaskKind, byte[]> Labels { get; } = new Dictionary<TaskKind, byte[]>();

    /// <summary>Metres or probabilities, [H, W], or unit normals, [3, H, W], of the other tasks.</summary>
    public IDictionary<TaskKind, float[]> Values { get; } = new Dictionary<TaskKind, float[]>();
}
