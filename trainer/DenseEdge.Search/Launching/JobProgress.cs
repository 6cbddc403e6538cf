namespace DenseEdge.Search.Launching;

/// <summary>How far a launcher is.</summary>
/// <param name="Done">Jobs with a result.</param>
/// <param name="Total">All jobs.</param>
/// <param name="Note">What just went wrong with a job that is tried again; null if nothing did.</param>
public sealed record JobProgress(int Done, int Total, string? Note = null);
