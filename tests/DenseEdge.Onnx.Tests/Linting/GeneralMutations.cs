using DenseEdge.Onnx.Linting;
using DenseEdge.Onnx.Schema;
using Google.Protobuf;
using static DenseEdge.Onnx.Tests.Linting.GoodModels;

namespace DenseEdge.Onnx.Tests.Linting;

/// <summary>Mutations of the rules for every target, and of channels.</summary>
internal static class GeneralMutations
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("GEN-01", Fp32, "jetpack6", edit => edit.Node("Add_0").Input[1] = "nowhere"),
        new("GEN-01", Fp32, "cpu", edit => edit.Graph.Output.Add(new ValueInfoProto { Name = "depth" })) { Name = "output" },
        new("GEN-02", Fp32, "cpu", edit => edit.Graph.Initializer.Add(edit.Tensor("stem.weight").Clone())),
        new("GEN-03", Fp32, "cpu", edit => edit.Node("Add_0").Input[1] = edit.Node("Relu_2").Output[0]),
        new("GEN-04", Fp32, "jetpack7", edit =>
        {
            NodeProto node = edit.Node("Relu_1");
            edit.Graph.Node.Remove(node);
            edit.Graph.Node.Add(node);
        }),
        new("GEN-05", Fp32, "directml", edit => ModelEdit.Set(edit.Node("Transpose_0"), "perm", 0, 2)),
        new("GEN-06", Fp32, "jetpack5", edit => edit.Model.OpsetImport[0].Version = 18),
        new("GEN-06", Fp32, "cpu", edit => edit.Model.OpsetImport.Clear()) { Name = "none" },
        new("GEN-06", Fp32, "cpu", edit => { })
        {
            Severity = LintSeverity.Warning,
            Profile = profile => profile with { Opset = profile.Opset with { Minimum = 18 } },
            Name = "old",
        },
        new("GEN-07", Fp32, "cpu", edit => edit.Model.IrVersion = 11),
        new("GEN-07", Fp32, "jetpack5", edit => edit.Model.IrVersion = 9) { Severity = LintSeverity.Warning, Name = "logged" },
        new("GEN-08", Fp32, "cpu", edit => { }) { Profile = profile => profile with { ModelBytesMaximum = 10_000 } },
        new("GEN-09", Fp32, "directml", edit =>
        {
            edit.Graph.ValueInfo.Clear();
            edit.Graph.Input[0].Type.TensorType.Shape.Dim[2].DimParam = "height";
        }),
        new("GEN-10", Fp32, "jetpack6", edit =>
        {
            edit.Graph.ValueInfo.Clear();
            NodeProto reader = edit.Node("labels/Conv_0");
            NodeProto sizes = edit.New(reader, "ReduceMax", reader.Input[0]);
            ModelEdit.Set(sizes, "axes", 0, 1, 2);
            string wide = edit.Cast(reader, sizes.Output[0], GraphElementType.Int64);
            string flat = edit.Before(reader, "Reshape", wide, edit.Longs("flat", -1));
            string shape = edit.Before(reader, "Slice", flat, edit.Longs("from", 0), edit.Longs("to", 4));
            reader.Input[0] = edit.Before(reader, "Reshape", reader.Input[0], shape);
        }),
        new("GEN-11", Fp32, "cpu", edit =>
        {
            edit.Tensor("stem.weight").DataLocation = TensorProto.Types.DataLocation.External;
            edit.Tensor("stem.weight").ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "weights.bin" });
            edit.Tensor("stem.weight").ClearRawData();
        }),
        new("GEN-12", Fp32, "cpu", edit => edit.Tensor("stem.bias").RawData
            = ByteString.CopyFrom(edit.Tensor("stem.bias").RawData.ToByteArray()[..^4])),
        new("GEN-13", Fp32, "cpu", edit => edit.Overwrite("stem.bias", 1f, float.NaN)),
        new("GEN-13", Fp16, "trt11", edit => edit.Overwrite("stem.bias", Half.NaN)) { Name = "half" },
        new("GEN-13", Fp32, "cpu", edit => edit.Overwrite("stem.bias", float.NegativeInfinity))
        {
            Severity = LintSeverity.Warning,
            Name = "infinite",
        },
        new("GEN-14", Fp32, "jetpack6", edit =>
        {
            edit.Graph.Input[0].Type.TensorType.ElemType = (int)GraphElementType.UInt8;
            edit.Node("stem/Conv_0").Input[0] = edit.Cast(
                edit.Node("stem/Conv_0"), edit.Before(edit.Node("stem/Conv_0"), "Identity", "image"), GraphElementType.Float32);
        }),
        new("GEN-15", Fp32, "jetpack6", edit => Labels(edit, GraphElementType.UInt8)),
        new("GEN-15", Fp32, "jetpack6", edit => Labels(edit, GraphElementType.Int64))
        {
            Severity = LintSeverity.Warning,
            Name = "narrowed",
        },
        new("GEN-16", Fp32, "cpu", edit => edit.Node("Relu_1").Domain = "org.example"),
        new("GEN-17", Fp32, "jetpack6", edit =>
        {
            edit.Node("MatMul_0").OpType = "Einsum";
            ModelEdit.Set(edit.Node("MatMul_0"), "equation", "bij,bjk->bik");
        }),
        new("GEN-18", Fp32, "cpu", edit => Branch(edit, edit.Node("Relu_1"))),
        new("GEN-19", Fp32, "cpu", edit => edit.Before(edit.Node("Add_0"), "Neg", edit.Node("Relu_0").Output[0])),
        new("GEN-19", Fp32, "cpu", edit => edit.Floats("unread", [1, 2], 2)) { Prunes = false, Name = "initialiser" },
        new("GEN-20", Fp32, "cpu", edit => edit.Model.MetadataProps.Clear()),
        new("CH-01", Fp32, "jetpack6", edit => Widen(edit, 20)),
        new("CH-02", Fp32, "jetpack6", edit => Widen(edit, 8)),
    ];

    /// <summary>Lets the labels have another element type, through the cast in front of them.</summary>
    public static void Labels(ModelEdit edit, GraphElementType type)
    {
        ModelEdit.Set(edit.Node("Cast_0"), "to", (long)type);
        edit.Graph.Output[0].Type.TensorType.ElemType = (int)type;
    }

    private static void Widen(ModelEdit edit, long channels)
    {
        NodeProto reader = edit.Node("labels/Conv_0");
        string wide = edit.Floats("wide", new float[channels * 16], channels, 16, 1, 1);
        string narrow = edit.Floats("narrow", new float[channels * 16], 16, channels, 1, 1);
        reader.Input[0] = edit.Before(reader, "Conv", edit.Before(reader, "Conv", reader.Input[0], wide), narrow);
    }

    // Both branches hold the node; which one runs, a stored truth value says.
    private static void Branch(ModelEdit edit, NodeProto node)
    {
        NodeProto inner = node.Clone();
        inner.Output[0] = "inner";
        GraphProto body = new() { Name = "branch", Node = { inner }, Output = { new ValueInfoProto { Name = "inner" } } };
        node.OpType = "If";
        node.Input[0] = edit.Store("condition", GraphElementType.Bool, [1], []);
        foreach (string branch in (string[])["then_branch", "else_branch"])
        {
            node.Attribute.Add(new AttributeProto { Name = branch, Type = AttributeProto.Types.AttributeType.Graph, G = body });
        }
    }
}
