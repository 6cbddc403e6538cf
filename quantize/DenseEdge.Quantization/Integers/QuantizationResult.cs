using DenseEdge.Onnx;
using DenseEdge.Quantization.Integers.Placement;

namespace DenseEdge.Quantization.Integers;

/// <summary>A quantised model and how it came about.</summary>
public sealed record QuantizationResult
{
    /// <summary>The quantised model.</summary>
    public required OnnxModel Model { get; init; }

    /// <summary>Whose rules it follows.</summary>
    public required IntegerFlavor Flavor { get; init; }

    /// <summary>What the calibration images were.</summary>
    public required string CalibrationSource { get; init; }

    /// <summary>Number of calibration images.</summary>
    public required int CalibrationImages { get; init; }

    /// <summary>Every quantised activation, in the order of the graph.</summary>
    public required IReadOnlyList<QuantizedTensor> Tensors { get; init; }

    /// <summary>Names of the convolutions and products whose weights are integers, in the order of the graph.</summary>
    public required IReadOnlyList<string> IntegerNodes { get; init; }

    /// <summary>Convolutions and products that stay float, and why.</summary>
    public required IReadOnlyList<FloatNode> FloatNodes { get; init; }

    /// <summary>Size of the float model in bytes.</summary>
    public required long FloatBytes { get; init; }

    /// <summary>Size of the quantised model in bytes.</summary>
    public required long IntegerBytes { get; init; }

    /// <summary>The quantised model's size as a share of the float model's.</summary>
    public double SizeRatio => (double)IntegerBytes / FloatBytes;
}
