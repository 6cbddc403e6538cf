namespace DenseEdge.Search.Fronts;

/// <summary>Settings of the first rows that no other settings of them beat.</summary>
/// <param name="Cost">What they cost together, in microseconds.</param>
/// <param name="Value">What they are worth together.</param>
/// <param name="Parent">Index of the point without the last of these rows, in the list of the row before.</param>
/// <param name="Row">The setting of the last of these rows.</param>
internal readonly record struct PartialPoint(long Cost, double Value, int Parent, int Row);
