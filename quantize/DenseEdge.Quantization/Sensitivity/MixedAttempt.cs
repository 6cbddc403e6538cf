namespace DenseEdge.Quantization.Sensitivity;

/// <summary>A mixture of integer and float blocks that was measured.</summary>
/// <param name="FloatBlocks">Names of the blocks that stayed float.</param>
/// <param name="Losses">What the mixture costs every task.</param>
public sealed record MixedAttempt(IReadOnlyList<string> FloatBlocks, IReadOnlyList<TaskLoss> Losses)
{
    /// <summary>Whether every task is within the budget.</summary>
    public bool Fits => Losses.All(loss => loss.Fits);
}
