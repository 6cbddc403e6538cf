using System.Globalization;

namespace DenseEdge.Cli.Flashing;

/// <summary>Shows how much of a file is on the device.</summary>
/// <param name="display">Where.</param>
/// <param name="total">The file's length in bytes.</param>
internal sealed class BytesShown(IFlashDisplay display, long total) : IProgress<long>
{
    private const double BytesPerMegabyte = 1e6;

    /// <inheritdoc/>
    public void Report(long value) => display.Update(
        total == 0 ? 1 : (double)value / total,
        string.Create(CultureInfo.InvariantCulture, $"{value / BytesPerMegabyte:F1} of {total / BytesPerMegabyte:F1} MB"));
}
