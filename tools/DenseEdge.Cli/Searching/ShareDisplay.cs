using DenseEdge.Cli.Running;

namespace DenseEdge.Cli.Searching;

/// <summary>Shows a share that is done.</summary>
/// <param name="display">Where to draw.</param>
internal sealed class ShareDisplay(ProgressDisplay display) : IProgress<double>
{
    /// <inheritdoc/>
    public void Report(double value) => display.Update(value, "");
}
