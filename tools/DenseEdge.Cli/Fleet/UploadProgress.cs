using DenseEdge.Cli.Running;

namespace DenseEdge.Cli.Fleet;

/// <summary>Shows how much of a file is on its way.</summary>
/// <param name="display">Where to show it.</param>
/// <param name="length">The file's length in bytes.</param>
internal sealed class UploadProgress(ProgressDisplay display, long length) : IProgress<long>
{
    private const double BytesPerMegabyte = 1e6;

    /// <inheritdoc/>
    public void Report(long value) => display.Update(
        length == 0 ? 1 : (double)value / length,
        FormattableString.Invariant($"{value / BytesPerMegabyte:F1} of {length / BytesPerMegabyte:F1} MB"));
}
