using System.Globalization;
using DenseEdge.Training.Engine;

namespace DenseEdge.Cli.Running;

/// <summary>Shows a training. Draws at once, on the training thread, where <see cref="Progress{T}"/> would queue the reports and
/// show them late.</summary>
/// <param name="display">Where to draw.</param>
internal sealed class StepDisplay(ProgressDisplay display) : IProgress<TrainingProgress>
{
    /// <inheritdoc/>
    public void Report(TrainingProgress value) => display.Update(
        value.Share,
        string.Create(
            CultureInfo.InvariantCulture,
            $"step {value.Step}/{value.TotalSteps}  loss {value.Loss:F3}  {value.ImagesPerSecond:F1} images/s"),
        value.Remaining);
}
