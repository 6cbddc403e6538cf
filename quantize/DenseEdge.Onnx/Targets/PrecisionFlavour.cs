namespace DenseEdge.Onnx.Targets;

/// <summary>One way to write the numbers of a model that a target runs well.</summary>
/// <param name="Name"><c>fp32</c>, <c>fp16</c>, <c>int8-weak</c> (an FP32 graph with Q/DQ: the builder picks FP16 for
/// the rest), <c>int8-strong</c> (an FP16 graph with Q/DQ: every tensor keeps its type) or <c>int8-cpu</c>.</param>
/// <param name="GraphType">Element type of what is not quantised.</param>
/// <param name="ScaleType">Element type of the scales; null for a flavour without Q/DQ.</param>
/// <param name="Opset">The operator set that an export writes.</param>
/// <param name="OpsetMinimum">The lowest operator set in which the flavour is legal: per-channel Q/DQ needs 13, Q/DQ of
/// FP16 needs 19.</param>
/// <param name="Build">The command that turns the file into an engine, or why there is none.</param>
public sealed record PrecisionFlavour(
    string Name, GraphElementType GraphType, GraphElementType? ScaleType, int Opset, int OpsetMinimum, string Build)
{
    /// <summary>Whether the flavour has Q/DQ nodes.</summary>
    public bool IsQuantized => ScaleType is not null;
}
