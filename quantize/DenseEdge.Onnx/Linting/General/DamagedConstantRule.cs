using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Linting.General;

/// <summary>A stored tensor holds as many elements as its shape says.</summary>
internal sealed class DamagedConstantRule() : LintRule(
    "GEN-12",
    LintSeverity.Error,
    new LintRuleText(
        Title: "A stored tensor is damaged",
        Why: "The engine refuses the file or reads beyond its end.",
        Source: "onnx.ai, TensorProto",
        Advice: "Export the model again: the file was cut or written wrongly.",
        Example: "breaks it: shape [8] with 28 bytes of float32; keeps it: 32 bytes"))
{
    public override IEnumerable<LintFinding> Judge(LintGraph graph, TargetProfile target)
    {
        foreach (TensorProto tensor in graph.Initializers)
        {
            if (Fault(tensor) is { } fault)
            {
                yield return Finding($"'{tensor.Name}'", fault);
            }
        }
    }

    /// <summary>Tells what is wrong with a stored tensor; null if nothing is, or if it cannot be judged.</summary>
    internal static string? Fault(TensorProto tensor)
    {
        bool isCounted = tensor.DataLocation != TensorProto.Types.DataLocation.External
            && TensorData.ElementBytes((GraphElementType)tensor.DataType) > 0;
        try
        {
            if (isCounted)
            {
                TensorData.RequireComplete(tensor);
            }

            return null;
        }
        catch (InvalidDataException exception)
        {
            return exception.Message;
        }
    }
}
