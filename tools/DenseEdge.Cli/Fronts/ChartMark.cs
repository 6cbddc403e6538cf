namespace DenseEdge.Cli.Fronts;

/// <summary>A network in a drawing.</summary>
/// <param name="LatencyMs">Where it is: latency.</param>
/// <param name="Value">Where it is: accuracy.</param>
/// <param name="Label">A short name beside it; null for none.</param>
/// <param name="Kind">How it looks.</param>
/// <param name="Title">What is told of it when somebody points at it.</param>
internal sealed record ChartMark(double LatencyMs, double Value, string? Label, MarkKind Kind, string Title)
{
    /// <summary>The latency's upper confidence bound; null for no bar.</summary>
    public double? UpperBoundMs { get; init; }

    /// <summary>Half of the value's 95 % interval; null for no bar.</summary>
    public double? ValueError { get; init; }
}
