namespace DenseEdge.Fleet.Actions;

/// <summary>
/// One entry of an action's history: a device's feedback, or what the server did (then <paramref name="Execution"/> is null).
/// </summary>
/// <param name="Time">When it came.</param>
/// <param name="Execution">What the device does; null for an entry of the server.</param>
/// <param name="Result">How it ended.</param>
/// <param name="Code">The device's own number.</param>
/// <param name="Details">Lines for people.</param>
public sealed record ActionReport(
    DateTimeOffset Time, Execution? Execution, ExecutionResult Result, int? Code, IReadOnlyList<string> Details);
