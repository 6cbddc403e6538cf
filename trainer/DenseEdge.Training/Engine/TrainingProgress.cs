namespace DenseEdge.Training.Engine;

/// <summary>Where a training stands.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="TotalSteps">Steps in all; an estimate while a time budget ends the training.</param>
/// <param name="Share">Share done, 0 to 1.</param>
/// <param name="Loss">Moving average of the total loss.</param>
/// <param name="ImagesPerSecond">Moving average of the throughput.</param>
/// <param name="Remaining">Estimated time left.</param>
public readonly record struct TrainingProgress(
    int Step, int TotalSteps, double Share, double Loss, double ImagesPerSecond, TimeSpan Remaining);
