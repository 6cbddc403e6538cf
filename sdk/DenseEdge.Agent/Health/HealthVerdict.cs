namespace DenseEdge.Agent.Health;

/// <summary>How the apps are with the active model. The network is no part of it.</summary>
/// <param name="Reason">Why the model is to be taken back; null if nothing is known against it.</param>
public readonly record struct HealthVerdict(string? Reason)
{
    /// <summary>Nothing is known against the model.</summary>
    public static HealthVerdict Good => default;

    /// <summary>Whether the model is to be taken back.</summary>
    public bool IsBad => Reason is not null;
}
