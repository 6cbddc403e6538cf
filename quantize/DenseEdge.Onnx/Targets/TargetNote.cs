namespace DenseEdge.Onnx.Targets;

/// <summary>A fact that a profile rests on.</summary>
/// <param name="Fact">The fact, one or two sentences.</param>
/// <param name="Source">Where it was read or measured.</param>
/// <param name="Verified">False if the source leaves doubt or nothing was tried: the profile then says what it
/// assumes.</param>
public sealed record TargetNote(string Fact, string Source, bool Verified);
