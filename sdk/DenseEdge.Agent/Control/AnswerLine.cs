namespace DenseEdge.Agent.Control;

/// <summary>The answer to a line that changes little: <c>{"ok":true}</c>, or what is wrong with the line.</summary>
/// <param name="Ok">Whether it was done.</param>
/// <param name="Error">What was expected and what was found; null if it was done.</param>
public sealed record AnswerLine(bool Ok, string? Error);
