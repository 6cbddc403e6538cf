namespace DenseEdge.Sdk;

/// <summary>An execution provider that was wanted and isn't usable here.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Reason">Why: what was expected, what was found, and what to do.</param>
public sealed record EngineRefusal(ExecutionProvider Provider, string Reason);
