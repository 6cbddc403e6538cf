using DenseEdge.Evaluation;

namespace DenseEdge.Training.Search;

/// <summary>What one setting of a row scores in the supernet.</summary>
/// <param name="Row">The row's number in the space.</param>
/// <param name="Score">The main metric of the row's task over all validation images: mIoU, RMSE, mean angle and so on.</param>
/// <param name="StandardError">Standard deviation of the metric over resamples of the images (bootstrap), in the metric's
/// unit.</param>
/// <param name="PerImage">The metric of each image alone; null for an image without a pixel that counts.</param>
public sealed record RowScore(int Row, TaskScore Score, double StandardError, IReadOnlyList<double?> PerImage);
