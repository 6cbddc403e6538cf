using System.Globalization;

namespace DenseEdge.Quantization.Sensitivity;

/// <summary>How much worse one task may become.</summary>
/// <param name="Amount">Above 0: a share of the float model's value, or the metric's own unit.</param>
/// <param name="IsRelative">Whether the amount is a share.</param>
public readonly record struct BudgetAmount(double Amount, bool IsRelative)
{
    private const double Hundredth = 0.01;

    /// <summary>Reads <c>1%</c>, a share of the metric, or <c>1pt</c>, hundredths of a metric such as mIoU.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The amount; null for anything else, and for amounts that are not above 0.</returns>
    public static BudgetAmount? Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool isRelative = text.EndsWith('%');
        string number = isRelative ? text[..^1] : text.EndsWith("pt", StringComparison.Ordinal) ? text[..^2] : "";
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double amount)
            && amount > 0 && double.IsFinite(amount)
            ? new BudgetAmount(amount * Hundredth, isRelative)
            : null;
    }

    /// <summary>Compares a model's value with the float model's.</summary>
    /// <param name="reference">The float model's metric.</param>
    /// <param name="found">The other model's, the same metric.</param>
    public TaskLoss Compare(TaskMetric reference, TaskMetric found)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(found);
        double worse = reference.HigherIsBetter ? reference.Value - found.Value : found.Value - reference.Value;
        double loss = IsRelative ? worse / Math.Abs(reference.Value) : worse;
        return new TaskLoss(reference.Task, reference.Metric, reference.Value, found.Value, loss, loss / Amount);
    }
}
