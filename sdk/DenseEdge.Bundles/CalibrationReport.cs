namespace DenseEdge.Bundles;

/// <summary>Where a quantised model's ranges are from, in the words of its export: data, number of images, what stayed
/// float.</summary>
/// <param name="Steps">A sentence each.</param>
public sealed record CalibrationReport(IReadOnlyList<string> Steps);
