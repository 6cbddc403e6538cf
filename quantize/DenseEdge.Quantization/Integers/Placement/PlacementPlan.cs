using DenseEdge.Onnx.Schema;
using DenseEdge.Quantization.Calibration.Ranges;

namespace DenseEdge.Quantization.Integers.Placement;

/// <summary>What of a graph becomes integer.</summary>
internal sealed record PlacementPlan
{
    /// <summary>The codes of activations.</summary>
    public required IntegerGrid Activations { get; init; }

    /// <summary>The codes of weights.</summary>
    public required IntegerGrid Weights { get; init; }

    /// <summary>Whether pairs of weights must fit sums of 16 bits.</summary>
    public bool LimitsPairs { get; init; }

    /// <summary>Who reads which tensor through a pair. A tensor has one pair, whoever reads it.</summary>
    public required IReadOnlyList<QuantizedEdge> Edges { get; init; }

    /// <summary>Tensors with a pair, in the order of the graph.</summary>
    public required IReadOnlyList<string> Tensors { get; init; }

    /// <summary>Which tensors share their scale and zero point.</summary>
    public required TensorGroups Groups { get; init; }

    /// <summary>Nodes whose constant weight becomes integer, in the order of the graph.</summary>
    public required IReadOnlyList<NodeProto> WeightedNodes { get; init; }

    /// <summary>Whether biases become 32-bit integers.</summary>
    public required bool QuantizesBias { get; init; }

    /// <summary>Convolutions and products that stay float, and why.</summary>
    public required IReadOnlyList<FloatNode> FloatNodes { get; init; }
}
