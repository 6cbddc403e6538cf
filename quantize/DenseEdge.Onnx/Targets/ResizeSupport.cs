namespace DenseEdge.Onnx.Targets;

/// <summary>Which attributes of Resize a target takes, as ONNX spells them.</summary>
/// <param name="Modes">Values of <c>mode</c>.</param>
/// <param name="CoordinateModes">Values of <c>coordinate_transformation_mode</c>.</param>
/// <param name="NearestModes">Values of <c>nearest_mode</c>.</param>
/// <param name="AspectPolicies">Values of <c>keep_aspect_ratio_policy</c>.</param>
/// <param name="Antialias">Whether <c>antialias</c> may be 1.</param>
/// <param name="LinearDimensions">How many of the last dimensions linear interpolation may change.</param>
public sealed record ResizeSupport(
    IReadOnlyList<string> Modes,
    IReadOnlyList<string> CoordinateModes,
    IReadOnlyList<string> NearestModes,
    IReadOnlyList<string> AspectPolicies,
    bool Antialias,
    int LinearDimensions);
