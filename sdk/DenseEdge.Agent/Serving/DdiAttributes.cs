namespace DenseEdge.Agent.Serving;

/// <summary>What a device tells about itself.</summary>
/// <param name="Mode"><c>merge</c>: what isn't named stays as it is on the server.</param>
/// <param name="Data">The attributes.</param>
internal sealed record DdiAttributes(string Mode, IReadOnlyDictionary<string, string> Data);
