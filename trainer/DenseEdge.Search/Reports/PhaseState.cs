namespace DenseEdge.Search.Reports;

/// <summary>How far a phase of a study is.</summary>
/// <param name="Name">The phase in a word or two, such as "supernet" or "row tables".</param>
/// <param name="Done">How many of its jobs are done.</param>
/// <param name="Total">How many there are; 0 if that isn't known yet.</param>
public sealed record PhaseState(string Name, int Done, int Total)
{
    /// <summary>Whether nothing is left to do.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsComplete => Total > 0 && Done >= Total;
}
