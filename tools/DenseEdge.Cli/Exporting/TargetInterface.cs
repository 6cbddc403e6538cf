using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Targets;
using DenseEdge.Training.Export;

namespace DenseEdge.Cli.Exporting;

/// <summary>What a target takes in and gives out, read from its profile.</summary>
internal static class TargetInterface
{
    /// <summary>The input that an export writes unless told otherwise: bytes where the target takes them.</summary>
    /// <param name="target">The target.</param>
    public static InputFormat DefaultInput(TargetProfile target)
        => Takes(target, InputFormat.UInt8Nhwc) ? InputFormat.UInt8Nhwc : InputFormat.Float32Nchw;

    /// <summary>Tells whether a target takes an input.</summary>
    /// <param name="target">The target.</param>
    /// <param name="format">The input's format.</param>
    public static bool Takes(TargetProfile target, InputFormat format) => target.InputTypes.Contains(format switch
    {
        InputFormat.UInt8Nhwc => GraphElementType.UInt8,
        InputFormat.Float32Nchw => GraphElementType.Float32,
        _ => GraphElementType.Float16,
    });

    /// <summary>Adds what the target's engine can do with bytes.</summary>
    /// <param name="options">The export so far.</param>
    /// <param name="target">The target.</param>
    public static ExportOptions Apply(ExportOptions options, TargetProfile target) => options with
    {
        Target = target.Name,
        LabelType = MakesByteLabels(target) ? GraphElementType.UInt8 : GraphElementType.Int32,
        CastsFirst = options.Input == InputFormat.UInt8Nhwc && !Moves(target, "Transpose"),

        // Resizing bytes was measured on the processor only; elsewhere floats keep the fractions.
        ResizesBytes = target.Engine == TargetEngine.Cpu && Moves(target, "Resize"),
    };

    /// <summary>TensorRT makes bytes from floats only, and the most likely class is an integer.</summary>
    private static bool MakesByteLabels(TargetProfile target)
        => target.OutputTypes.Contains(GraphElementType.UInt8) && target.Engine != TargetEngine.TensorRt;

    private static bool Moves(TargetProfile target, string operation)
        => target.Operators.TryGetValue(operation, out IReadOnlyList<GraphElementType>? types)
            ? types.Contains(GraphElementType.UInt8)
            : target.UnlistedOperators == UnlistedOperators.Accepted;
}
