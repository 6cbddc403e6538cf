using DenseEdge.Contracts;
using DenseEdge.Data;

namespace DenseEdge.Cli.Running;

/// <summary>A data set as the commands use it.</summary>
/// <param name="Name">Its name for reports.</param>
/// <param name="Argument">What the user named it by.</param>
/// <param name="Folder">Its folder; null for synthetic rooms.</param>
/// <param name="Train">The training split.</param>
/// <param name="Test">The test split.</param>
/// <param name="InputSize">The recommended network input, in pixels.</param>
/// <param name="DepthRangeMeters">The range of the depth bins; null for the paper's.</param>
internal sealed record DataSplits(
    string Name, string Argument, string? Folder, ISampleSource Train, ISampleSource Test, (int Height, int Width) InputSize,
    (double Min, double Max)? DepthRangeMeters)
{
    /// <summary>The tasks that have labels.</summary>
    public IReadOnlyList<TaskSpec> Tasks => Train.Tasks;
}
