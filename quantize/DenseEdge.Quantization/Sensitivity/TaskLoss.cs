namespace DenseEdge.Quantization.Sensitivity;

/// <summary>What a change of the model costs one task.</summary>
/// <param name="Task">The task's key.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Reference">The float model's value.</param>
/// <param name="Value">The changed model's value.</param>
/// <param name="Loss">How much worse it is, in the budget's terms; below 0 if it is better.</param>
/// <param name="BudgetShare">The loss as a share of the budget: above 1 it is too much.</param>
public sealed record TaskLoss(string Task, string Metric, double Reference, double Value, double Loss, double BudgetShare)
{
    /// <summary>Whether the loss is within the budget; a value that is no number is not.</summary>
    public bool Fits => BudgetShare <= 1;
}
