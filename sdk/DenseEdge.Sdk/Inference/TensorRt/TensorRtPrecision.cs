using DenseEdge.Contracts;

namespace DenseEdge.Sdk.Inference.TensorRt;

/// <summary>What TensorRT's builder may compute with, beside 32-bit floating point.</summary>
/// <param name="Float16">Whether it may choose half precision for layers that the graph has in single precision.</param>
/// <param name="Int8">Whether it takes the graph's quantisation nodes.</param>
internal readonly record struct TensorRtPrecision(bool Float16, bool Int8)
{
    /// <summary>The first version that takes the precision from the graph alone and has no such switches.</summary>
    private const int StronglyTypedMajor = 11;

    /// <summary>Finds the switches for a model. Up to TensorRT 10 a graph in half precision, or with quantisation nodes, is
    /// computed so only with the switch on; for INT8 NVIDIA wants both.</summary>
    /// <param name="model">The arithmetic that the model was exported for.</param>
    /// <param name="tensorRt">TensorRT's version.</param>
    /// <param name="allowFloat16"><see cref="PredictorOptions.AllowFloat16"/>.</param>
    public static TensorRtPrecision Of(ModelPrecision model, Version tensorRt, bool allowFloat16)
        => tensorRt.Major >= StronglyTypedMajor
            ? default
            : new TensorRtPrecision(allowFloat16 || model != ModelPrecision.Float32, model == ModelPrecision.Int8);

    /// <summary>Writes the switches, such as <c>int8+fp16</c>; <c>graph</c> if there are none.</summary>
    public override string ToString() => (Int8, Float16) switch
    {
        (true, true) => "int8+fp16",
        (true, false) => "int8",
        (false, true) => "fp16",
        _ => "graph",
    };
}
