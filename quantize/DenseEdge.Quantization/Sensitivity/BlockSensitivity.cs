namespace DenseEdge.Quantization.Sensitivity;

/// <summary>What one block costs every task when it alone is integer.</summary>
/// <param name="Block">The block.</param>
/// <param name="Losses">The tasks.</param>
public sealed record BlockSensitivity(NodeBlock Block, IReadOnlyList<TaskLoss> Losses)
{
    /// <summary>The share of the budget that the worst hit task loses; at least 0.</summary>
    public double WorstShare => Losses.Max(loss => double.IsNaN(loss.BudgetShare) ? double.PositiveInfinity : Math.Max(0, loss.BudgetShare));
}
