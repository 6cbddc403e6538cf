using DenseEdge.Contracts;

namespace DenseEdge.Bundles;

/// <summary>One task of a bundle.</summary>
/// <param name="Task">The task.</param>
/// <param name="Unit">What the numbers mean, see <see cref="ModelTask.Unit"/>; <c>class</c> whatever form the answer has.</param>
/// <param name="Classes">The classes in the order of the label values; empty for a task without classes.</param>
public sealed record BundleTask(TaskKind Task, string Unit, IReadOnlyList<LabelClass> Classes)
{
    private const string ClassUnit = "class";

    /// <summary>Describes a task of a model.</summary>
    /// <param name="task">The task.</param>
    public static BundleTask Of(ModelTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return new BundleTask(task.Spec.Kind, task.Spec.Kind.HasClasses() ? ClassUnit : task.Unit, task.Spec.Classes);
    }

    /// <summary>Tells whether another task is the same, class by class.</summary>
    /// <param name="other">The other task.</param>
    public bool Equals(BundleTask? other)
        => other is not null && Task == other.Task && Unit == other.Unit && Classes.SequenceEqual(other.Classes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Task, Unit, Classes.Count);
}
