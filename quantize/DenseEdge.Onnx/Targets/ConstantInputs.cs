namespace DenseEdge.Onnx.Targets;

/// <summary>Inputs of an operator that a target reads when it loads the model, so they must be initialisers.</summary>
/// <param name="Operator">The operator's ONNX name.</param>
/// <param name="Inputs">Positions of the inputs, from 0.</param>
public sealed record ConstantInputs(string Operator, IReadOnlyList<int> Inputs);
