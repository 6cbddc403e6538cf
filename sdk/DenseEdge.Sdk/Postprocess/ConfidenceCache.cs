using DenseEdge.Contracts;

namespace DenseEdge.Sdk.Postprocess;

/// <summary>Confidences of one prediction's memory: computed when they are first asked for, in maps that are kept from frame to
/// frame.</summary>
internal sealed class ConfidenceCache
{
    private readonly Lock _turn = new();
    private readonly float[]?[] _maps = new float[]?[TaskKinds.All.Count];

    // A generation of a prediction is odd, so that 0 is none.
    private readonly int[] _generations = new int[TaskKinds.All.Count];

    /// <summary>Gets the confidences of a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="generation">Which frame it is about.</param>
    /// <param name="logits">[L, H, W].</param>
    /// <param name="classes">L.</param>
    /// <returns>[H, W].</returns>
    public ReadOnlySpan<float> Of(TaskKind task, int generation, ReadOnlySpan<float> logits, int classes)
    {
        lock (_turn)
        {
            float[] map = _maps[(int)task] ??= new float[logits.Length / classes];
            if (_generations[(int)task] != generation)
            {
                LogitConfidence.Fill(logits, classes, map);
                _generations[(int)task] = generation;
            }

            return map;
        }
    }
}
