namespace DenseEdge.Agent.Updating;

/// <summary>A step of an update, for people and for the program that drives it.</summary>
/// <param name="State">Where the update stands.</param>
/// <param name="Percent">How much of this state is done, 0 to 100; null if nobody can tell.</param>
/// <param name="Message">What happens, in a sentence.</param>
public sealed record UpdateProgress(UpdateState State, double? Percent, string Message);
