namespace DenseEdge.Agent.Updating;

/// <summary>How a server's action ended; kept until the server has heard it.</summary>
/// <param name="ActionId">The action.</param>
/// <param name="Succeeded">Whether the device runs what was wanted.</param>
/// <param name="Message">What happened.</param>
/// <param name="Digest">The bundle, whose trial the server hears about; null if there was none.</param>
/// <param name="At">When, by the device's clock, which may be wrong. It tells a repetition from another report.</param>
public sealed record ActionReport(string ActionId, bool Succeeded, string Message, string? Digest, DateTimeOffset At);
