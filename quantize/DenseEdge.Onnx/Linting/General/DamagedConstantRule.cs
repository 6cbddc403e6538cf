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
        if (tensor.Dims.Any(size => size < 0))
        {
            return $"has the shape [{string.Join(", ", tensor.Dims)}].";
        }

        int elementBytes = TensorData.ElementBytes((GraphElementType)tensor.DataType);
        if (tensor.DataLocation == TensorProto.Types.DataLocation.External || elementBytes == 0)
        {
            return null;
        }

        decimal count = tensor.Dims.Aggregate(1m, (product, size) => Math.Min(product * size, long.MaxValue));
        decimal found = tensor.HasRawData
            ? (decimal)tensor.RawData.Length / elementBytes
            : Math.Max(
                Math.Max(tensor.FloatData.Count, tensor.DoubleData.Count),
                Math.Max(tensor.Int32Data.Count, Math.Max(tensor.Int64Data.Count, tensor.Uint64Data.Count)));
        return found == count ? null : $"has a shape of {count} elements and holds {found}.";
    }
}
