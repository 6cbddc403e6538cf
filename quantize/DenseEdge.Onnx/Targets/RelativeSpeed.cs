namespace DenseEdge.Onnx.Targets;

/// <summary>How many times as many multiply-adds a target does in the same time as in FP32, where it is at its best.</summary>
/// <param name="Halves">In FP16.</param>
/// <param name="Integers">In 8-bit integers.</param>
public sealed record RelativeSpeed(int Halves, int Integers)
{
    /// <summary>Twice for every halving of the operands: what tensor cores do since Ampere, FP32 being TF32 there.</summary>
    public static RelativeSpeed Halving { get; } = new(2, 4);
}
