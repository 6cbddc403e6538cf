namespace DenseEdge.Sdk.Pipeline.Running;

/// <summary>The results of a pipeline, for <c>await foreach</c>.</summary>
internal sealed class AsyncResults(PipelineCore core, CancellationToken cancellation) : IAsyncEnumerable<PipelineResult>
{
    /// <inheritdoc/>
    public IAsyncEnumerator<PipelineResult> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        => new AsyncResultEnumerator(core, cancellation, cancellationToken);
}
