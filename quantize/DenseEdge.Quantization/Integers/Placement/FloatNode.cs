namespace DenseEdge.Quantization.Integers.Placement;

/// <summary>A node that could have been quantised but stays float.</summary>
/// <param name="Node">Its name.</param>
/// <param name="OpType">Its operator.</param>
/// <param name="Reason">Why.</param>
public sealed record FloatNode(string Node, string OpType, string Reason);
