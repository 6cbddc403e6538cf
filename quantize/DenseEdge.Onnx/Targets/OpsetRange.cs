namespace DenseEdge.Onnx.Targets;

/// <summary>The versions of the standard operator set that a target reads.</summary>
/// <param name="Minimum">The lowest, at least 1.</param>
/// <param name="Maximum">The highest.</param>
/// <param name="Default">What an export chooses when nothing else is asked for; lies within the range.</param>
public readonly record struct OpsetRange(int Minimum, int Maximum, int Default)
{
    /// <summary>Tells whether the target reads an operator set.</summary>
    /// <param name="opset">Its version.</param>
    public bool Contains(long opset) => opset >= Minimum && opset <= Maximum;
}
