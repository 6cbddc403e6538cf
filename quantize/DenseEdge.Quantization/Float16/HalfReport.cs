namespace DenseEdge.Quantization.Float16;

/// <summary>What <see cref="HalfPrecision"/> did to a graph.</summary>
public sealed record HalfReport
{
    /// <summary>The nodes that stay in FP32 by a rule, with the reason; in the order of the graph.</summary>
    public required IReadOnlyList<Float32Island> Islands { get; init; }

    /// <summary>Number of nodes that compute in FP16.</summary>
    public required int HalfNodes { get; init; }

    /// <summary>Number of nodes that compute in FP32, those between two islands included.</summary>
    public required int Float32Nodes { get; init; }

    /// <summary>Number of casts between FP16 and FP32 in the converted graph.</summary>
    public required int Casts { get; init; }

    /// <summary>Number of constant elements that became FP16.</summary>
    public required long HalfElements { get; init; }

    /// <summary>How many of them are FP16 subnormals or became 0: they keep fewer than 11 binary digits.</summary>
    public required long WeakElements { get; init; }

    /// <summary>What a person should look at; one sentence each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
