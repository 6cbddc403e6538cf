namespace DenseEdge.Sdk.Pipeline;

/// <summary>What became of the frames, at one moment. The counts add up exactly, at every moment:
/// <see cref="Captured"/> = <see cref="Delivered"/> + <see cref="Dropped"/> + <see cref="InFlight"/>.</summary>
/// <param name="Captured">Frames that the source captured since the pipeline took it over, up to the newest that was
/// read.</param>
/// <param name="Delivered">Results that were handed over.</param>
/// <param name="LostBySource">Frames that the source captured and replaced or lost before the pipeline read them.</param>
/// <param name="DroppedByPolicy">Frames that <see cref="PipelineOptions.Policy"/> dropped from the ring.</param>
/// <param name="DroppedAsStale">Frames and results older than <see cref="PipelineOptions.MaxAge"/>.</param>
/// <param name="DroppedAtEnd">Frames that were on their way when the pipeline was stopped or failed.</param>
/// <param name="InFlight">Frames that wait, are computed, or are results that nobody has taken yet; 0 once the pipeline has
/// stopped.</param>
public readonly record struct PipelineCounts(
    long Captured, long Delivered, long LostBySource, long DroppedByPolicy, long DroppedAsStale, long DroppedAtEnd, int InFlight)
{
    /// <summary>Frames that nobody got to see, for whichever reason.</summary>
    public long Dropped => LostBySource + DroppedByPolicy + DroppedAsStale + DroppedAtEnd;
}
