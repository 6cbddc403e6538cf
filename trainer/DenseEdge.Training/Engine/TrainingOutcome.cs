namespace DenseEdge.Training.Engine;

/// <summary>How a training ended.</summary>
/// <param name="Steps">Steps done, those before a resume included.</param>
/// <param name="TrainingSeconds">Wall-clock time of the steps.</param>
/// <param name="Loss">Moving average of the total loss at the end.</param>
/// <param name="Finished">False if the training was interrupted; it can be resumed.</param>
public sealed record TrainingOutcome(int Steps, double TrainingSeconds, double Loss, bool Finished);
