namespace DenseEdge.Contracts;

/// <summary>A task as one data set or one model has it.</summary>
public sealed record TaskSpec
{
    /// <summary>The task.</summary>
    public required TaskKind Kind { get; init; }

    /// <summary>The classes, in the order of the label values.</summary>
    /// <value>Empty for tasks without classes; see <see cref="TaskKinds.HasClasses"/>.</value>
    public IReadOnlyList<LabelClass> Classes { get; init; } = [];
}
