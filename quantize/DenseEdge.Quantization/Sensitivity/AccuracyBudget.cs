using System.Globalization;

namespace DenseEdge.Quantization.Sensitivity;

/// <summary>How much worse each task may become.</summary>
/// <param name="Amount">Above 0: a share of the float model's value, or the metric's own unit.</param>
/// <param name="IsRelative">Whether the amount is a share.</param>
public sealed record AccuracyBudget(double Amount, bool IsRelative)
{
    private const double Hundredth = 0.01;

    /// <summary>Reads <c>1%</c>, a share of every metric, or <c>1pt</c>, hundredths of metrics such as mIoU.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">It is neither, or not above 0.</exception>
    public static AccuracyBudget Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool isRelative = text.EndsWith('%');
        string number = isRelative ? text[..^1] : text.EndsWith("pt", StringComparison.Ordinal) ? text[..^2] : "";
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double amount)
            && amount > 0 && double.IsFinite(amount)
            ? new AccuracyBudget(amount * Hundredth, isRelative)
            : throw new FormatException(
                $"Expected an accuracy budget above 0, such as 1% (of every metric) or 1pt (a hundredth), found '{text}'.");
    }

    /// <summary>Compares a model with the float one.</summary>
    /// <param name="reference">The float model's metrics.</param>
    /// <param name="found">The other model's, in the same order.</param>
    public IReadOnlyList<TaskLoss> Compare(IReadOnlyList<TaskMetric> reference, IReadOnlyList<TaskMetric> found)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(found);
        return [.. reference.Zip(found, Compare)];
    }

    private TaskLoss Compare(TaskMetric reference, TaskMetric found)
    {
        double worse = reference.HigherIsBetter ? reference.Value - found.Value : found.Value - reference.Value;
        double loss = IsRelative ? worse / Math.Abs(reference.Value) : worse;
        return new TaskLoss(reference.Task, reference.Metric, reference.Value, found.Value, loss, loss / Amount);
    }
}
