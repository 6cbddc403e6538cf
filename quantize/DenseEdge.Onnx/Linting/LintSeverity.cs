namespace DenseEdge.Onnx.Linting;

/// <summary>How bad a finding is. The order is that of reports: the worst first.</summary>
public enum LintSeverity
{
    /// <summary>The target refuses the model, or runs it and gives wrong numbers.</summary>
    Error,

    /// <summary>The target runs the model, but slower or less accurately than it could.</summary>
    Warning,

    /// <summary>Worth knowing; often a deliberate choice.</summary>
    Info,
}
