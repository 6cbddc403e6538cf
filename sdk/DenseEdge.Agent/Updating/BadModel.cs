namespace DenseEdge.Agent.Updating;

/// <summary>A bundle that is not tried again.</summary>
/// <param name="Digest">The bundle.</param>
/// <param name="Model">Name and version.</param>
/// <param name="Reason">What it did.</param>
/// <param name="At">When, by the device's clock, which may be wrong.</param>
public sealed record BadModel(string Digest, string Model, string Reason, DateTimeOffset At);
