using DenseEdge.Onnx.Schema;
using static DenseEdge.Onnx.Tests.Linting.GoodModels;

namespace DenseEdge.Onnx.Tests.Linting;

/// <summary>Mutations of the rules about operators, Resize and FP16.</summary>
internal static class OperatorMutations
{
    public static IReadOnlyList<Mutation> All { get; } =
    [
        new("TRT-O01", Fp32, "jetpack6", edit => edit.Node("Relu_1").OpType = "Mish"),
        new("TRT-O02", Fp32, "jetpack6.2", edit =>
        {
            edit.Graph.Input[0].Type.TensorType.ElemType = (int)GraphElementType.UInt8;
            edit.Node("stem/Conv_0").Input[0] = edit.Cast(
                edit.Node("stem/Conv_0"), edit.Before(edit.Node("stem/Conv_0"), "Identity", "image"), GraphElementType.Float32);
        }),
        new("TRT-O03", Fp32, "jetpack6", edit =>
        {
            NodeProto reader = edit.Node("Resize_0");
            reader.Input[0] = edit.Before(
                reader, "Slice", reader.Input[0], edit.Longs("from", 0), edit.Longs("to", 32),
                edit.Before(reader, "Identity", edit.Longs("axis", 1)));
        }),
        new("TRT-O04", Fp32, "jetpack6.2", edit =>
        {
            NodeProto reader = edit.Node("coarse/Conv_0");
            NodeProto pool = edit.New(reader, "MaxPool", reader.Input[0]);
            ModelEdit.Set(pool, "kernel_shape", 1, 1);
            pool.Output.Add("indices");
            reader.Input[0] = pool.Output[0];
            edit.Graph.Output.Add(new ValueInfoProto { Name = "indices" });
        }),
        new("TRT-O05", Fp32, "jetpack6", edit =>
        {
            NodeProto reader = edit.Node("Resize_0");
            reader.Input[0] = edit.Before(
                reader, "Slice", reader.Input[0], edit.Longs("from", 0), edit.Longs("to", long.MaxValue), edit.Longs("axis", 1));
        }),
        new("TRT-O06", Fp32, "jetpack6", edit =>
        {
            ModelEdit.Unset(edit.Node("block_a/Conv_0"), "pads");
            ModelEdit.Set(edit.Node("block_a/Conv_0"), "auto_pad", "SAME_UPPER");
        }),
        new("TRT-O07", Fp32, "jetpack6", edit =>
        {
            NodeProto reader = edit.Node("Relu_1");
            string[] parameters =
                [.. new[] { "gain", "shift", "mean", "variance" }.Select(name => edit.Floats(name, new float[16], 16))];
            reader.Input[0] = edit.Before(reader, "BatchNormalization", [reader.Input[0], .. parameters]);
        }),
        new("TRT-O08", Fp32, "jetpack6", edit => ModelEdit.Unset(edit.Node("Softmax_0"), "axis")),
        new("DML-O01", Fp32, "directml", edit => edit.Node("Relu_1").OpType = "Mish"),
        new("DML-O02", Fp32, "directml", edit =>
        {
            NodeProto reader = edit.Node("block_b/Conv_0");
            string exact = edit.Before(reader, "Exp", edit.Cast(reader, reader.Input[0], GraphElementType.Float64));
            reader.Input[0] = edit.Cast(reader, exact, GraphElementType.Float32);
        }),
        new("DML-S01", Fp32, "directml", edit =>
            edit.Node("coarse/Conv_0").Input[0] = edit.Pair(edit.Node("coarse/Conv_0"), edit.Node("Relu_2").Output[0])),
        new("DML-S02", Fp32, "directml", edit =>
        {
            edit.Node("Softmax_0").Input[0] = edit.Pair(edit.Node("Softmax_0"), edit.Node("Softmax_0").Input[0]);
            edit.Node("MatMul_0").Input[0] = edit.Pair(edit.Node("MatMul_0"), edit.Node("MatMul_0").Input[0]);
        }),
        new("DML-S03", Fp32, "directml", edit => GeneralMutations.Labels(edit, GraphElementType.Int64)),
        new("TRT-R01", Fp32, "jetpack6", edit => ModelEdit.Set(edit.Node("Resize_0"), "mode", "cubic")),
        new("TRT-R02", Fp32, "jetpack6", edit => Coordinates(edit, "tf_crop_and_resize")),
        new("TRT-R03", Fp32, "jetpack6", edit =>
        {
            ModelEdit.Set(edit.Node("Resize_0"), "mode", "nearest");
            ModelEdit.Set(edit.Node("Resize_0"), "nearest_mode", "round");
        }),
        new("TRT-R04", Fp32, "jetpack6", edit =>
            edit.Node("Resize_0").Input[3] = edit.Before(edit.Node("Resize_0"), "Identity", edit.Node("Resize_0").Input[3])),
        new("TRT-R05", Fp32, "jetpack6", edit => ModelEdit.Set(edit.Node("Resize_0"), "antialias", 1)),
        new("TRT-R06", Fp32, "jetpack6", edit =>
        {
            NodeProto reader = edit.Node("labels/Conv_0");
            NodeProto resize = edit.New(reader, "Resize", reader.Input[0], "", "", edit.Longs("same", 1, 16, 16, 16));
            ModelEdit.Set(resize, "keep_aspect_ratio_policy", "not_larger");
            reader.Input[0] = resize.Output[0];
        }),
        new("TRT-R07", Fp32, "jetpack6", edit => ModelEdit.Set(edit.Node("Resize_0"), "axes", 0, 1, 3, 2)),
        new("TRT-R08", Fp32, "jetpack6", edit => Coordinates(edit, "pytorch_half_pixel")),
        new("TRT-R09", Fp32, "jetpack6", edit =>
        {
            edit.Node("Resize_0").Input[2] = edit.Floats("scales", [1, 1, 2.01f, 2.01f], 4);
            edit.Node("Resize_0").Input.RemoveAt(3);
        }),
        new("F16-01", Fp16, "directml", edit => edit.Overwrite("stem.bias", Half.PositiveInfinity)),
        new("F16-02", Fp32, "jetpack6", edit => edit.Overwrite("stem.bias", 1f, -70_000f)),
        new("F16-03", Fp16, "trt11", edit =>
        {
            NodeProto resize = edit.Node("Resize_0"), reader = edit.Node("Concat_0");
            resize.Input[0] = edit.Cast(resize, resize.Input[0], GraphElementType.Float32);
            reader.Input[1] = edit.Cast(reader, resize.Output[0], GraphElementType.Float16);
        }),
        new("F16-04", Fp16, "jetpack7", edit =>
        {
            NodeProto softmax = edit.Node("Softmax_0"), reader = edit.Node("MatMul_0");
            softmax.Input[0] = edit.Before(softmax, "Reshape", softmax.Input[0], edit.Longs("row", 1, 1, 4096));
            reader.Input[0] = edit.Before(reader, "Reshape", softmax.Output[0], edit.Longs("rows", 1, 16, 256));
        }),
        new("F16-05", Fp16, "cpu", edit =>
        {
            NodeProto reader = edit.Node("labels/Conv_0");
            NodeProto length = edit.New(reader, "ReduceL2", reader.Input[0]);
            ModelEdit.Set(length, "axes", 1);
            reader.Input[0] = edit.Before(reader, "Div", reader.Input[0], length.Output[0]);
        }),
        new("F16-05", Fp16, "cpu", edit =>
        {
            NodeProto reader = edit.Node("labels/Conv_0");
            string square = edit.Before(reader, "Mul", reader.Input[0], reader.Input[0]);
            string length = edit.Before(reader, "ReduceSum", square, edit.Longs("axes", 1));
            reader.Input[0] = edit.Before(reader, "Div", reader.Input[0], length);
        })
        { Name = "product" },
        new("F16-06", Fp16, "jetpack6", edit =>
        {
            NodeProto reader = edit.Node("Reshape_0");
            string sum = edit.Before(reader, "ReduceSum", edit.Node("Concat_0").Output[0]);
            reader.Input[0] = edit.Before(reader, "Add", reader.Input[0], sum);
        }),
        new("F16-07", StrongInt8, "jetpack7", edit => edit.Model.OpsetImport[0].Version = 17),
        new("F16-08", Fp16, "directml", edit =>
        {
            NodeProto reader = edit.Node("block_b/Conv_0");
            string wide = edit.Cast(reader, reader.Input[0], GraphElementType.Float32);
            reader.Input[0] = edit.Cast(reader, wide, GraphElementType.Float16);
        }),
    ];

    private static void Coordinates(ModelEdit edit, string mode)
        => ModelEdit.Set(edit.Node("Resize_0"), "coordinate_transformation_mode", mode);
}
