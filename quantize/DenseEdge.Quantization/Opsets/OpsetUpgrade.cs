using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using Google.Protobuf;

namespace DenseEdge.Quantization.Opsets;

/// <summary>
/// Brings a model of opset 13 to 18 to a newer operator set, and rewrites the operators whose form changed on the way:
/// reductions take their axes as an input from 18 on, Split without sizes must say its number of parts, and GridSample's modes
/// have other names from 20 on. Everything else that the versions 14 to 20 changed only added types or optional attributes
/// (Resize, Pad, Cast, QuantizeLinear, ...).
/// </summary>
public static class OpsetUpgrade
{
    private const int Oldest = 13, ReductionInputs = 18, GridSampleNames = 20;

    // The IR version that came with the operator set, as onnx.ai's table of versions has it.
    private static readonly Dictionary<int, long> IrVersions = new()
    {
        [13] = 7,
        [14] = 7,
        [15] = 8,
        [16] = 8,
        [17] = 8,
        [18] = 8,
        [19] = 9,
        [20] = 9,
    };

    private static readonly HashSet<string> ReductionsWithAxes = new(StringComparer.Ordinal)
    {
        "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceMax", "ReduceMean", "ReduceMin", "ReduceProd",
        "ReduceSumSquare",
    };

    /// <summary>Raises the operator set.</summary>
    /// <param name="model">The model; it is not changed.</param>
    /// <param name="opset">The operator set wanted, up to 20.</param>
    /// <param name="source">What errors call the model, as a rule the path of its file.</param>
    /// <returns>The model itself, copied, if it is at least as new already.</returns>
    /// <exception cref="InvalidDataException">The model is older than opset 13, or has an operator whose meaning changed and
    /// that is not rewritten; the message begins with the source.</exception>
    public static OnnxModel Raise(OnnxModel model, int opset, string source)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(opset, OnnxGraph.NewestOpset);
        OnnxGraph graph = OnnxGraph.Open(model, source);
        if (graph.Opset >= opset)
        {
            return graph.ToModel();
        }

        if (graph.Opset < Oldest)
        {
            throw new InvalidDataException(
                $"{source}: expected opset {Oldest} or newer, found {graph.Opset}. Export the model again with opset 17.");
        }

        foreach (NodeProto node in graph.Nodes.Where(node => node.Domain.Length == 0).ToArray())
        {
            Rewrite(graph, node, opset, source);
        }

        OnnxModel raised = graph.ToModel();
        OperatorSetIdProto standard = raised.Proto.OpsetImport.Single(set => set.Domain is "" or "ai.onnx");
        standard.Version = opset;
        raised.Proto.IrVersion = Math.Max(raised.Proto.IrVersion, IrVersions[opset]);
        return OnnxGraph.Open(raised, source).ToModel();
    }

    private static void Rewrite(OnnxGraph graph, NodeProto node, int opset, string source)
    {
        if (opset >= ReductionInputs && graph.Opset < ReductionInputs)
        {
            MoveAxes(graph, node);
            StateParts(node);
        }

        if (opset >= GridSampleNames && graph.Opset < GridSampleNames)
        {
            RenameMode(node);
            if (node.OpType == "DFT")
            {
                throw new InvalidDataException(
                    $"{source}: {OnnxGraph.Label(node)}: expected no DFT, whose axis opset 20 moved; use opset 19.");
            }
        }
    }

    /// <summary>An attribute becomes an input.</summary>
    private static void MoveAxes(OnnxGraph graph, NodeProto node)
    {
        if (ReductionsWithAxes.Contains(node.OpType)
            && node.Attribute.FirstOrDefault(attribute => attribute.Name == "axes") is { } axes)
        {
            node.Attribute.Remove(axes);
            node.Input.Add(graph.AddConstant($"{node.Output[0]}/axes", [.. axes.Ints], axes.Ints.Count));
        }
    }

    /// <summary>Equal parts were understood before; now their number must be said.</summary>
    private static void StateParts(NodeProto node)
    {
        bool hasSizes = node.Input.Count > 1 && node.Input[1].Length > 0;
        if (node.OpType == "Split" && !hasSizes && node.Attribute.All(attribute => attribute.Name != "num_outputs"))
        {
            node.Attribute.Add(new AttributeProto
            {
                Name = "num_outputs",
                Type = AttributeProto.Types.AttributeType.Int,
                I = node.Output.Count,
            });
        }
    }

    private static void RenameMode(NodeProto node)
    {
        if (node.OpType == "GridSample" && node.Attribute.FirstOrDefault(attribute => attribute.Name == "mode") is { } mode)
        {
            mode.S = mode.S.ToStringUtf8() switch
            {
                "bilinear" => ByteString.CopyFromUtf8("linear"),
                "bicubic" => ByteString.CopyFromUtf8("cubic"),
                _ => mode.S,
            };
        }
    }

}
