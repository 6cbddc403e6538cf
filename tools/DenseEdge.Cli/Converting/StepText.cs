namespace DenseEdge.Cli.Converting;

/// <summary>The changes of a graph on one line.</summary>
internal static class StepText
{
    /// <summary>Lists the steps that changed something, with their number of changes.</summary>
    /// <param name="steps">The steps; those of one name are counted together.</param>
    public static string Changed(IReadOnlyList<ConversionStep> steps)
    {
        string[] changed =
        [
            .. steps.GroupBy(step => step.Name)
                .Select(group => (Name: group.Key, Changes: group.Sum(step => step.Changes)))
                .Where(step => step.Changes > 0).Select(step => $"{step.Name} {step.Changes}"),
        ];
        return changed.Length == 0 ? "nothing to change" : string.Join(", ", changed);
    }
}
