namespace DenseEdge.Agent.Serving;

/// <summary>The answer that says which action shall be given up.</summary>
internal sealed record DdiCancel
{
    public string? Id { get; init; }

    public Stop? CancelAction { get; init; }

    internal sealed record Stop
    {
        public string? StopId { get; init; }
    }
}
