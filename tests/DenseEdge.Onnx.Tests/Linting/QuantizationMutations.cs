using DenseEdge.Onnx.Schema;
using static DenseEdge.Onnx.Tests.Linting.GoodModels;

namespace DenseEdge.Onnx.Tests.Linting;

/// <summary>Mutations of the rules about Q/DQ nodes and where they lie.</summary>
internal static class QuantizationMutations
{
    private const string Pair1 = "Relu_1:0";

    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("TRT-Q01", WeakInt8, "jetpack6", edit => edit.Node("block_a.weight/DQ").Input.RemoveAt(2)),
        new("TRT-Q02", WeakInt8, "jetpack7", edit => edit.Overwrite($"{Pair1}.zero", (sbyte)5)),
        new("TRT-Q03", WeakInt8, "jetpack6", edit => edit.Tensor($"{Pair1}.zero").DataType = (int)GraphElementType.UInt8),
        new("TRT-Q03", WeakInt8, "jetpack7", edit =>
        {
            edit.Node($"{Pair1}/Q").Input.RemoveAt(2);
            edit.Node($"{Pair1}/DQ").Input.RemoveAt(2);
        })
        { Name = "default" },
        new("TRT-Q04", WeakInt8, "jetpack6", edit =>
            edit.Node("block_a.weight/DQ").Input[2] = edit.Codes("few", new sbyte[8], 8)),
        new("TRT-Q05", WeakInt8, "jetpack6", edit =>
        {
            string scale = edit.Before(edit.Node($"{Pair1}/Q"), "Identity", $"{Pair1}.scale");
            (edit.Node($"{Pair1}/Q").Input[1], edit.Node($"{Pair1}/DQ").Input[1]) = (scale, scale);
        }),
        new("TRT-Q06", WeakInt8, "jetpack6", edit => edit.Overwrite("block_a.weight.scale", 0.01f, 0f)),
        new("TRT-Q07", WeakInt8, "jetpack6", edit =>
        {
            edit.Overwrite($"{Pair1}.scale", 0.0625f);
            edit.Node($"{Pair1}/Q").Input[1]
                = edit.Store("exact", GraphElementType.Float64, BitConverter.GetBytes(0.0625), []);
        }),
        new("TRT-Q08", WeakInt8, "jetpack6", edit => PerChannel(edit, 0)),
        new("TRT-Q09", WeakInt8, "jetpack6", edit => ModelEdit.Set(edit.Node("block_a.weight/DQ"), "axis", 1)),
        new("TRT-Q09", WeakInt8, "jetpack6", edit => ModelEdit.Unset(edit.Node("block_a.weight/DQ"), "axis"))
        {
            Name = "default",
        },
        new("TRT-Q10", WeakInt8, "jetpack6", edit => edit.Overwrite("block_a.weight.codes", sbyte.MinValue)),
        new("TRT-Q11", WeakInt8, "jetpack6", edit => edit.Node($"{Pair1}/DQ").Input[0]
            = edit.Before(edit.Node($"{Pair1}/DQ"), "Identity", edit.Node($"{Pair1}/Q").Output[0])),
        new("TRT-Q12", WeakInt8, "jetpack6", edit =>
        {
            edit.Node("length/Div_0").Output[0] = "unquantised";
            edit.Graph.Node.Add(new NodeProto { Name = "end" });
            edit.Pair(edit.Node("end"), "unquantised");
            edit.Graph.Node.Remove(edit.Node("end"));
            edit.Graph.Node[^1].Output[0] = "normals";
        }),
        new("TRT-Q13", WeakInt8, "jetpack6", edit =>
        {
            NodeProto reader = edit.Node("block_a/Conv_0");
            string codes = edit.Store("bias.codes", GraphElementType.Int32, new byte[16 * 4], [16]);
            string zero = edit.Store("bias.zero", GraphElementType.Int32, new byte[4], []);
            reader.Input[2] = edit.Before(reader, "DequantizeLinear", codes, edit.Floats("bias.scale", [0.001f]), zero);
        }),
        new("TRT-Q14", WeakInt8, "jetpack6", edit => edit.Node($"{Pair1}/DQ").Input[1] = edit.Floats("other", [0.06f])),
        new("TRT-Q15", StrongInt8, "jetpack7", edit => { })
        {
            Profile = profile => profile with
            {
                Precisions = [.. profile.Precisions.Where(flavour => flavour.Name != StrongInt8)],
            },
        },
        new("TRT-P01", WeakInt8, "jetpack6", edit => Quantize(edit, edit.Node("labels/Conv_0"))),
        new("TRT-P02", WeakInt8, "jetpack6", edit => Quantize(edit, edit.Node("Relu_1"))),
        new("TRT-P03", WeakInt8, "jetpack6", edit => Quantize(edit, edit.Node("Add_0"))),
        new("TRT-P03", WeakInt8, "jetpack6", edit => edit.Node("Add_0").Input[1] = edit.Node("Relu_0").Output[0])
        {
            Name = "shortcut",
        },
        new("TRT-P05", WeakInt8, "jetpack6", edit => edit.Overwrite("Relu_2:0.scale", 0.09f)),
        new("TRT-P06", WeakInt8, "jetpack6", edit => Quantize(edit, edit.Node("Resize_0"))),
        new("TRT-P07", WeakInt8, "jetpack6", edit => Insert(edit, "ConvTranspose")),
        new("TRT-P08", WeakInt8, "jetpack6", edit =>
        {
            NodeProto reader = edit.Node("labels/Conv_0");
            string kernel = edit.Before(reader, "Reshape", edit.Node("MatMul_0").Output[0], edit.Longs("kernel", 16, 16, 1, 1));
            reader.Input[0] = edit.Before(reader, "Conv", edit.Pair(reader, reader.Input[0]), edit.Pair(reader, kernel));
        }),
        new("TRT-P09", WeakInt8, "jetpack6", edit =>
        {
            NodeProto reader = edit.Node("labels/Conv_0");
            string mean = edit.Before(reader, "GlobalAveragePool", reader.Input[0]);
            string row = edit.Before(reader, "Reshape", mean, edit.Longs("row", 1, 16));
            string product = edit.Before(reader, "MatMul", edit.Pair(reader, row), edit.Weights(reader, 16, 16));
            string gate = edit.Before(reader, "Reshape", product, edit.Longs("gate", 1, 16, 1, 1));
            reader.Input[0] = edit.Before(reader, "Mul", reader.Input[0], gate);
        }),
        new("TRT-P10", WeakInt8, "jetpack6", edit =>
        {
            NodeProto head = edit.Node("labels/Conv_0");
            Quantize(edit, head);
            head.Input[1] = edit.Weights(head, 4, 16, 1, 1);
        }),
        new("TRT-P11", WeakInt8, "jetpack6", edit =>
            edit.Node("Add_0").Input[1] = edit.Pair(edit.Node("Add_0"), edit.Node("Relu_0").Output[0])),
        new("TRT-P12", WeakInt8, "jetpack6", edit =>
        {
            NodeProto reader = edit.Node("labels/Conv_0");
            string left = edit.Before(reader, "Relu", reader.Input[0]), right = edit.Before(reader, "Neg", reader.Input[0]);
            reader.Input[0] = edit.Before(reader, "Add", edit.Pair(reader, left), right);
        }),
        new("TRT-P13", WeakInt8, "jetpack6", edit => Quantize(edit, edit.Node("Softmax_0"))),
        new("CPU-Q01", CpuInt8, "cpu", edit => edit.Overwrite($"{Pair1}.zero", (sbyte)0)),
        new("CPU-Q02", CpuInt8, "cpu", edit => edit.Node("Add_0").Input[1] = edit.Node("Relu_0").Output[0]),
        new("CPU-Q03", CpuInt8, "cpu", edit =>
        {
            NodeProto reader = edit.Node("Reshape_0");
            string wide = edit.Before(reader, "Conv", reader.Input[0], edit.Weights(reader, 18, 16, 1, 1));
            string narrow = edit.Before(reader, "Conv", edit.Pair(reader, wide, 7), edit.Weights(reader, 16, 18, 1, 1));
            reader.Input[0] = edit.Pair(reader, narrow, 7);
        }),
        new("CPU-Q04", CpuInt8, "cpu", edit =>
        {
            NodeProto reader = edit.Node("Reshape_0");
            reader.Input[0] = edit.Before(reader, "Conv", reader.Input[0], edit.Weights(reader, 16, 16, 1, 1));
        }),
        new("CPU-Q05", CpuInt8, "cpu", edit => edit.Overwrite("block_a.weight.zero", (sbyte)0, (sbyte)3)),
        new("CPU-Q07", CpuInt8, "cpu", edit => edit.Overwrite("block_a.weight.codes", [.. Enumerable.Repeat((sbyte)65, 10)])),
        new("CPU-Q06", CpuInt8, "cpu", edit => PerChannel(edit, sbyte.MinValue)),
    ];

    private static void Quantize(ModelEdit edit, NodeProto reader) => reader.Input[0] = edit.Pair(reader, reader.Input[0]);

    private static void Insert(ModelEdit edit, string operation)
    {
        NodeProto reader = edit.Node("labels/Conv_0");
        reader.Input[0] = edit.Before(
            reader, operation, edit.Pair(reader, reader.Input[0]), edit.Weights(reader, 16, 16, 1, 1));
    }

    private static void PerChannel(ModelEdit edit, sbyte zero)
    {
        string scales = edit.Floats("scales", [.. Enumerable.Range(1, 16).Select(i => i / 100f)], 16);
        string zeros = edit.Codes("zeros", [.. Enumerable.Repeat(zero, 16)], 16);
        foreach (NodeProto node in (NodeProto[])[edit.Node($"{Pair1}/Q"), edit.Node($"{Pair1}/DQ")])
        {
            (node.Input[1], node.Input[2]) = (scales, zeros);
            ModelEdit.Set(node, "axis", 1);
        }
    }
}
