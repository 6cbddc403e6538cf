namespace DenseEdge.Agent.Updating;

/// <summary>Nobody is ever busy.</summary>
public sealed class OpenGate : IUpdateGate
{
    private OpenGate()
    {
    }

    /// <summary>The only one.</summary>
    public static OpenGate Instance { get; } = new();

    /// <inheritdoc/>
    public string? Busy(UpdateState state) => null;
}
