namespace DenseEdge.Onnx.Targets;

/// <summary>What a target does with an operator, or an element type of one, that its profile does not list.</summary>
public enum UnlistedOperators
{
    /// <summary>Refuses the model.</summary>
    Rejected,

    /// <summary>Runs the operator on the CPU, with copies to and fro.</summary>
    FallBack,

    /// <summary>The list is open: the engine has nearly every standard operator.</summary>
    Accepted,
}
