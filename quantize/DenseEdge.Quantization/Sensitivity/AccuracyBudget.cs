namespace DenseEdge.Quantization.Sensitivity;

/// <summary>How much worse each task may become: one amount for all, and others for tasks by name.</summary>
public sealed class AccuracyBudget
{
    private readonly string _text;
    private readonly BudgetAmount _general;
    private readonly Dictionary<string, BudgetAmount> _tasks;

    private AccuracyBudget(string text, BudgetAmount general, Dictionary<string, BudgetAmount> tasks)
        => (_text, _general, _tasks) = (text, general, tasks);

    /// <summary>Reads <c>1%</c>, <c>1pt</c>, or such an amount and amounts of single tasks: <c>1%,depth=2%,semseg=0.5pt</c>.
    /// A percentage is a share of the float model's metric, a point a hundredth of the metric's own unit.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">It is none of these, an amount is not above 0, or a task is named twice.</exception>
    public static AccuracyBudget Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split(',');
        BudgetAmount general = BudgetAmount.Find(parts[0]) ?? throw Unreadable(text);
        Dictionary<string, BudgetAmount> tasks = new(StringComparer.Ordinal);
        foreach (string part in parts.Skip(1))
        {
            string[] sides = part.Split('=');
            if (sides is not [{ Length: > 0 } task, string amount]
                || !tasks.TryAdd(task, BudgetAmount.Find(amount) ?? throw Unreadable(text)))
            {
                throw Unreadable(text);
            }
        }

        return new AccuracyBudget(text, general, tasks);
    }

    /// <summary>Gets the amount of one task.</summary>
    /// <param name="task">The task's key, such as <c>depth</c>.</param>
    public BudgetAmount For(string task) => _tasks.GetValueOrDefault(task, _general);

    /// <summary>Makes sure that every task that the budget names exists.</summary>
    /// <param name="tasks">Keys of the tasks that exist.</param>
    /// <returns>This budget.</returns>
    /// <exception cref="FormatException">One doesn't; the message names both.</exception>
    public AccuracyBudget Requiring(IReadOnlyList<string> tasks)
    {
        string[] unknown = [.. _tasks.Keys.Except(tasks)];
        return unknown.Length == 0
            ? this
            : throw new FormatException(
                $"Expected tasks of the model ({string.Join(", ", tasks)}) in the accuracy budget, found "
                + $"'{string.Join("', '", unknown)}'.");
    }

    /// <summary>Compares a model with the float one.</summary>
    /// <param name="reference">The float model's metrics.</param>
    /// <param name="found">The other model's, in the same order.</param>
    public IReadOnlyList<TaskLoss> Compare(IReadOnlyList<TaskMetric> reference, IReadOnlyList<TaskMetric> found)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(found);
        return [.. reference.Zip(found, (left, right) => For(left.Task).Compare(left, right))];
    }

    /// <summary>Gets the text that was read.</summary>
    public override string ToString() => _text;

    private static FormatException Unreadable(string text) => new(
        "Expected an accuracy budget above 0, such as 1% (of every metric), 1pt (a hundredth), or 1%,depth=2%,semseg=0.5pt "
        + $"(other amounts for single tasks), found '{text}'.");
}
