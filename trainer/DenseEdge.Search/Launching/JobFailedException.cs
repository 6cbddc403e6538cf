namespace DenseEdge.Search.Launching;

/// <summary>A job failed as often as is allowed. What the study has done so far stays; it can be resumed.</summary>
/// <param name="message">Which job, how it ended, what it said last, and where all of it is.</param>
public sealed class JobFailedException(string message) : IOException(message);
