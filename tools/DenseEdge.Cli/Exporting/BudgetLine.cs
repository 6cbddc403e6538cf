using DenseEdge.Contracts;
using DenseEdge.Evaluation;

namespace DenseEdge.Cli.Exporting;

/// <summary>What a precision costs one task.</summary>
/// <param name="Precision">The precision.</param>
/// <param name="Task">The task.</param>
/// <param name="Metric">The task's first metric.</param>
/// <param name="Plain">Its value for the plain FP32 model.</param>
/// <param name="Found">Its value in this precision.</param>
/// <param name="Loss">How much worse that is, as a share of the plain value; below 0 if it is better.</param>
internal sealed record BudgetLine(
    ModelPrecision Precision, TaskKind Task, string Metric, double Plain, double Found, double Loss)
{
    /// <summary>Compares the first metric of every task.</summary>
    /// <param name="precision">The precision of the second table.</param>
    /// <param name="plain">The plain model's scores.</param>
    /// <param name="found">The scores in the other precision, of the same tasks and metrics.</param>
    public static IReadOnlyList<BudgetLine> Compare(ModelPrecision precision, MetricTable plain, MetricTable found) =>
    [
        .. plain.Main.Zip(found.Main)
            .Select(pair => new BudgetLine(
                precision, pair.First.Task, pair.First.Metric, pair.First.Value, pair.Second.Value,
                Worse(pair.First, pair.Second) / Math.Abs(pair.First.Value))),
    ];

    /// <summary>Whether the loss is within a budget; a loss that is no number is not.</summary>
    /// <param name="budget">The largest loss, as a share.</param>
    public bool Fits(double budget) => Loss <= budget;

    private static double Worse(TaskScore plain, TaskScore found)
        => plain.HigherIsBetter ? plain.Value - found.Value : found.Value - plain.Value;
}
