namespace DenseEdge.Quantization.Float16;

/// <summary>Nodes that stay in FP32 for one reason.</summary>
/// <param name="Rule">The kind of reason.</param>
/// <param name="Reason">The reason for people, with the numbers that decided.</param>
/// <param name="Nodes">Names of the nodes' first results, in the order of the graph.</param>
public sealed record Float32Island(IslandRule Rule, string Reason, IReadOnlyList<string> Nodes);
