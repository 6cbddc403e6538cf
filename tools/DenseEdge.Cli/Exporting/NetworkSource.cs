using DenseEdge.Training.Network;

namespace DenseEdge.Cli.Exporting;

/// <summary>Where the network of an export comes from.</summary>
/// <param name="Title">What it is, for reports.</param>
/// <param name="Stem">The path of the ONNX file without target, precision and extension.</param>
/// <param name="Network">Its shape at the size of the export.</param>
/// <param name="HasRandomWeights">Whether it was never trained.</param>
/// <param name="DataName">The name of the data set that it was trained on; null for none.</param>
/// <param name="Make">Makes it, in evaluation mode; the caller disposes it.</param>
internal sealed record NetworkSource(
    string Title, string Stem, NetworkOptions Network, bool HasRandomWeights, string? DataName, Func<MultiTaskNetwork> Make);
