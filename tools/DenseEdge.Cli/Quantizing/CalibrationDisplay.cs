using System.Globalization;
using DenseEdge.Cli.Running;
using DenseEdge.Quantization.Calibration;

namespace DenseEdge.Cli.Quantizing;

/// <summary>Shows a calibration. Draws at once, in the order of the images, where <see cref="Progress{T}"/> would post to the
/// thread pool.</summary>
internal sealed class CalibrationDisplay(ProgressDisplay display) : IProgress<CalibrationProgress>
{
    /// <inheritdoc/>
    public void Report(CalibrationProgress value) => display.Update(
        (double)value.Done / value.Total, string.Create(CultureInfo.InvariantCulture, $"image {value.Done}/{value.Total}"));
}
