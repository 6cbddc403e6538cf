using DenseEdge.Cli.Quantizing;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Targets;
using DenseEdge.Quantization.Integers;

namespace DenseEdge.Cli.Converting;

/// <summary>What is to be converted, and for whom.</summary>
internal sealed record ConversionRequest
{
    /// <summary>The plain FP32 model.</summary>
    public required OnnxModel Plain { get; init; }

    /// <summary>What errors call it.</summary>
    public required string Source { get; init; }

    /// <summary>The target.</summary>
    public required TargetProfile Target { get; init; }

    /// <summary>How integers are made; the target's own flavour takes the place of the flavour in it.</summary>
    public required QuantizationOptions Integers { get; init; }

    /// <summary>Images that show which ranges the numbers have, as the user named them; null for none.</summary>
    public string? Calibrate { get; init; }

    /// <summary>What a float input wants; null if nobody said.</summary>
    public PixelScaling? Scaling { get; init; } = PixelScaling.Bytes;
}
