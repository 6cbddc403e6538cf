using DenseEdge.Agent.Updating;

namespace DenseEdge.Agent.Control;

/// <summary>A step of an update as one line of JSON: <c>{"state":"downloading","percent":42,"message":"..."}</c>.</summary>
/// <param name="State">Where the update stands.</param>
/// <param name="Percent">How much of this state is done; null if nobody can tell.</param>
/// <param name="Message">What happens.</param>
public sealed record ProgressLine(UpdateState State, double? Percent, string Message)
{
    /// <summary>Makes the line.</summary>
    /// <param name="step">The step.</param>
    public static ProgressLine Of(UpdateProgress step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return new ProgressLine(step.State, step.Percent is { } percent ? Math.Round(percent, 1) : null, step.Message);
    }
}
