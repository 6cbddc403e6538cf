namespace DenseEdge.Agent.Updating;

/// <summary>Lets apps put an update off while they are busy. Asked before an engine is built and before the switch.</summary>
public interface IUpdateGate
{
    /// <summary>Asks whether the update may go on now.</summary>
    /// <param name="state">The state that would be entered: <see cref="UpdateState.Preparing"/> or
    /// <see cref="UpdateState.Committed"/>.</param>
    /// <returns>Who is busy and why, for people; null if nobody is.</returns>
    string? Busy(UpdateState state);
}
