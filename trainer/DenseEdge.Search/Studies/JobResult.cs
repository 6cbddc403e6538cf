using System.Text.Json.Nodes;

namespace DenseEdge.Search.Studies;

/// <summary>What a job found.</summary>
/// <param name="Output">Its numbers.</param>
/// <param name="Files">Full paths of the files that it made, checked against their digests.</param>
public sealed record JobResult(JsonObject Output, IReadOnlyList<string> Files);
