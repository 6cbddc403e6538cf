namespace DenseEdge.Agent.Control;

/// <summary>A line that a client sends to the control socket.</summary>
/// <param name="Verb"><c>status check apply pause resume rollback</c>, or an app's <c>attach health busy free bye</c>.</param>
public sealed record ControlRequest(string Verb)
{
    /// <summary>The bundle of <c>apply</c>, an absolute path.</summary>
    public string? Bundle { get; init; }

    /// <summary>The trusted root of <c>apply</c>, an absolute path; null for the device's.</summary>
    public string? Root { get; init; }

    /// <summary>Whether <c>apply</c> stops before anything is written.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether <c>apply</c> may go below the installed release.</summary>
    public bool AllowDowngrade { get; init; }

    /// <summary>Whether <c>apply</c> may take a bundle that is pinned as bad.</summary>
    public bool RetryBad { get; init; }

    /// <summary>Why, of <c>rollback</c>, <c>health</c> and <c>busy</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>The app of <c>attach</c>, and of <c>health</c>, <c>busy</c> and <c>free</c> without an <c>attach</c>
    /// before.</summary>
    public string? App { get; init; }

    /// <summary>What <c>health</c> says.</summary>
    public bool Healthy { get; init; }

    /// <summary>The bundle of <c>health</c>; null for the active one.</summary>
    public string? Digest { get; init; }

    /// <summary>How long frames take, of <c>health</c>; null if the app doesn't tell.</summary>
    public Health.AppLatency? Latency { get; init; }

    /// <summary>How long <c>busy</c> holds, in seconds.</summary>
    public double Seconds { get; init; }
}
