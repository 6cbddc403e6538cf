using DenseEdge.Contracts;

namespace DenseEdge.Sdk.Pipeline.Degradation;

/// <summary>A step that was taken or taken back.</summary>
/// <param name="previousLevel">Number of steps that were in force.</param>
/// <param name="level">Number of steps that are in force from the next frame on.</param>
/// <param name="step">The step that was taken or taken back.</param>
/// <param name="cause">Why.</param>
/// <param name="tasks">The tasks that are computed from now on.</param>
/// <param name="reason">The same in words, with the figures.</param>
public sealed class DegradationChangedEventArgs(
    int previousLevel, int level, DegradationStep step, DegradationCause cause, TaskSet tasks, string reason) : EventArgs
{
    /// <summary>Number of steps that were in force.</summary>
    public int PreviousLevel { get; } = previousLevel;

    /// <summary>Number of steps that are in force from the next frame on; 0 for full quality.</summary>
    public int Level { get; } = level;

    /// <summary>The step that was taken, or taken back if <see cref="Cause"/> is
    /// <see cref="DegradationCause.Recovery"/>.</summary>
    public DegradationStep Step { get; } = step;

    /// <summary>Why.</summary>
    public DegradationCause Cause { get; } = cause;

    /// <summary>The tasks that are computed from now on.</summary>
    public TaskSet Tasks { get; } = tasks;

    /// <summary>Why, in words, with the figures.</summary>
    public string Reason { get; } = reason;
}
