using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using Google.Protobuf;

namespace DenseEdge.Onnx.Tests.Linting;

/// <summary>Small networks in which nothing is wrong, one for each way of writing numbers: a strided stem, a residual block,
/// an upsampled branch, attention, and heads for labels and normals.</summary>
internal static class GoodModels
{
    public const string Fp32 = "fp32", Fp16 = "fp16", WeakInt8 = "int8-weak", StrongInt8 = "int8-strong", CpuInt8 = "int8-cpu";

    /// <summary>Name of a kind of model and the targets that it is for.</summary>
    public static IReadOnlyList<(string Kind, string[] Targets)> Targets { get; } =
    [
        (Fp32, ["cpu", "directml", "jetpack5", "jetpack6", "jetpack6.2", "jetpack7", "trt11"]),
        (Fp16, ["cpu", "directml", "jetpack5", "jetpack6", "jetpack6.2", "jetpack7", "trt11"]),
        (WeakInt8, ["jetpack5", "jetpack6", "jetpack6.2", "jetpack7"]),
        (StrongInt8, ["jetpack7", "trt11"]),
        (CpuInt8, ["cpu"]),
    ];

    public static OnnxModel Of(string kind) => kind switch
    {
        Fp32 => Plain(),
        Fp16 => Halved(Plain()),
        WeakInt8 => Quantized(Plain()),
        StrongInt8 => Upgraded(Halved(Quantized(Plain()))),
        _ => QuantizedForTheCpu(Plain()),
    };

    private static OnnxModel Plain()
    {
        OnnxGraphBuilder builder = new("good");
        GraphValue image = builder.Input("image", GraphElementType.Float32, 1, 3, 32, 32);
        GraphValue stem = ConvRelu(builder, "stem", image, 16, stride: 2);                       // [1, 16, 16, 16]
        GraphValue block = ConvRelu(builder, "block_a", stem, 16);
        block = Conv(builder, "block_b", block, 16);
        block = builder.Relu(builder.Add(block, stem));
        GraphValue coarse = ConvRelu(builder, "coarse", block, 32, stride: 2);                   // [1, 32, 8, 8]
        GraphValue both = builder.Concat(1, block, builder.ResizeLinear(coarse, 16, 16));        // [1, 48, 16, 16]
        GraphValue fused = ConvRelu(builder, "fuse", both, 16, kernel: 1);
        GraphValue flat = builder.Reshape(fused, 1, 16, 256);
        GraphValue map = builder.Softmax(flat, 2);
        GraphValue context = builder.MatMul(map, builder.Transpose(flat, 0, 2, 1));              // [1, 16, 16]
        GraphValue mixed = builder.Reshape(builder.MatMul(context, flat), 1, 16, 16, 16);
        GraphValue logits = builder.ResizeLinear(Conv(builder, "labels", mixed, 4, kernel: 1), 32, 32);
        builder.Output("labels", builder.Cast(builder.ArgMax(logits, 1, keepDims: false), GraphElementType.Int32));
        GraphValue normals = Conv(builder, "normals", mixed, 3, kernel: 1);
        using (builder.Scope("length"))
        {
            GraphValue square = builder.ReduceSum(builder.Mul(normals, normals), true, 1);
            builder.Output("normals", builder.Div(normals, builder.Sqrt(builder.Add(square, builder.Scalar(1e-6f)))));
        }

        OnnxModel model = builder.Build("tests");
        model.SetMetadata("denseedge", "{}");
        return model;
    }

    private static GraphValue ConvRelu(
        OnnxGraphBuilder builder, string name, GraphValue input, int channels, int stride = 1, int kernel = 3)
        => builder.Relu(Conv(builder, name, input, channels, stride, kernel));

    private static GraphValue Conv(
        OnnxGraphBuilder builder, string name, GraphValue input, int channels, int stride = 1, int kernel = 3)
    {
        using IDisposable scope = builder.Scope(name);
        float[] weight = new float[channels * input[1] * kernel * kernel], bias = new float[channels];
        Random random = new(name.Sum(letter => letter) + kernel);
        Array.ForEach([weight, bias], values =>
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = random.NextSingle() - 0.5f;
            }
        });
        int pad = kernel / 2;
        return builder.Conv(
            input,
            builder.Initializer(weight, [channels, input[1], kernel, kernel], $"{name}.weight"),
            builder.Initializer(bias, [channels], $"{name}.bias"),
            stride,
            new Padding2d(pad, pad, pad, pad));
    }

    /// <summary>FP16 behind the input, FP32 again for the length of the normals and at the outputs.</summary>
    private static OnnxModel Halved(OnnxModel model)
    {
        OnnxGraph graph = OnnxGraph.Open(model, "good");
        foreach (string name in graph.Initializers.ToArray())
        {
            TensorProto tensor = graph.Constant(name)!;
            bool isFloat = tensor.DataType == (int)GraphElementType.Float32;
            if (isFloat && graph.Consumers(name).All(node => !node.Name.StartsWith("length", StringComparison.Ordinal)))
            {
                byte[] bytes = [.. graph.Floats(name).SelectMany(value => BitConverter.GetBytes((Half)value))];
                tensor.DataType = (int)GraphElementType.Float16;
                tensor.RawData = ByteString.CopyFrom(bytes);
            }
        }

        string image = Cast(graph, "image", GraphElementType.Float16);
        foreach (NodeProto node in graph.Consumers("image").Where(node => node.OpType != "Cast"))
        {
            graph.ReplaceInput(node, "image", image);
        }

        string normals = graph.Nodes.Single(node => node.Name == "normals/Conv_0").Output[0];
        string wide = Cast(graph, normals, GraphElementType.Float32);
        foreach (NodeProto node in graph.Consumers(normals).Where(node => node.OpType != "Cast"))
        {
            graph.ReplaceInput(node, normals, wide);
        }

        return graph.ToModel();
    }

    private static string Cast(OnnxGraph graph, string value, GraphElementType type)
        => graph.Add("Cast", [value], graph.UniqueName($"{value}.{type}"), Attribute("to", (long)type)).Output[0];

    /// <summary>TensorRT's way: Q/DQ on the inputs of convolutions and on the shortcut, none in front of stem and
    /// heads.</summary>
    private static OnnxModel Quantized(OnnxModel model)
    {
        OnnxGraph graph = OnnxGraph.Open(model, "good");
        (string stem, string block, string both) = (Result(graph, "Relu_0"), Result(graph, "Relu_2"), Result(graph, "Concat_0"));
        foreach (string name in (string[])["block_a", "block_b", "coarse", "fuse"])
        {
            QuantizeWeight(graph, name, 127);
        }

        Replace(graph, stem, Pair(graph, stem, 0.03f, (sbyte)0), "block_a/Conv_0", "Add_0");
        Replace(graph, Result(graph, "Relu_1"), Pair(graph, Result(graph, "Relu_1"), 0.05f, (sbyte)0), "block_b/Conv_0");
        Replace(graph, block, Pair(graph, block, 0.07f, (sbyte)0), "coarse/Conv_0");
        Replace(graph, both, Pair(graph, both, 0.07f, (sbyte)0), "fuse/Conv_0");
        return graph.ToModel();
    }

    /// <summary>The CPU engine's way: every reader of a quantised tensor reads it dequantised, every INT8 convolution has a
    /// quantiser behind it, and behind a ReLU the zero point is the lowest code.</summary>
    private static OnnxModel QuantizedForTheCpu(OnnxModel model)
    {
        OnnxGraph graph = OnnxGraph.Open(model, "good");
        foreach (string name in (string[])["block_a", "block_b", "coarse", "fuse"])
        {
            QuantizeWeight(graph, name, 63);
        }

        string[] behindRelu = ["Relu_0", "Relu_1", "Relu_2", "Relu_3", "Relu_4"];
        foreach (string name in behindRelu)
        {
            ReplaceAll(graph, Result(graph, name), 0.04f, sbyte.MinValue);
        }

        ReplaceAll(graph, Result(graph, "block_b/Conv_0"), 0.06f, 3);
        ReplaceAll(graph, Result(graph, "Resize_0"), 0.04f, sbyte.MinValue);
        ReplaceAll(graph, Result(graph, "Concat_0"), 0.04f, sbyte.MinValue);
        return graph.ToModel();
    }

    private static string Result(OnnxGraph graph, string node)
        => graph.Nodes.Single(candidate => candidate.Name == node).Output[0];

    private static void ReplaceAll(OnnxGraph graph, string value, float scale, sbyte zero)
    {
        string[] readers = [.. graph.Consumers(value).Select(node => node.Name)];
        Replace(graph, value, Pair(graph, value, scale, zero), readers);
    }

    private static void Replace(OnnxGraph graph, string from, string to, params string[] readers)
    {
        foreach (NodeProto node in graph.Consumers(from).Where(node => readers.Contains(node.Name)))
        {
            graph.ReplaceInput(node, from, to);
        }
    }

    /// <summary>Adds a quantiser and a dequantiser named <c>value/Q</c> and <c>value/DQ</c>.</summary>
    private static string Pair(OnnxGraph graph, string value, float scale, sbyte zero)
    {
        string factor = graph.AddConstant($"{value}.scale", [scale]), offset = graph.AddConstant($"{value}.zero", [zero]);
        NodeProto before = graph.Add("QuantizeLinear", [value, factor, offset], graph.UniqueName($"{value}.codes"));
        NodeProto behind = graph.Add("DequantizeLinear", [before.Output[0], factor, offset], graph.UniqueName($"{value}.values"));
        (before.Name, behind.Name) = ($"{value}/Q", $"{value}/DQ");
        return behind.Output[0];
    }

    /// <summary>Stores a weight as int8 with one scale for each output channel.</summary>
    private static void QuantizeWeight(OnnxGraph graph, string layer, int largestCode)
    {
        string weight = $"{layer}.weight";
        float[] values = graph.Floats(weight);
        int[] dims = [.. graph.Info(weight).Dims];
        int perChannel = values.Length / dims[0];
        float[] scales = [.. values.Chunk(perChannel).Select(channel => channel.Max(Math.Abs) / largestCode)];
        sbyte[] codes = [.. values.Select((value, i) => (sbyte)MathF.Round(value / scales[i / perChannel]))];
        string stored = graph.AddConstant($"{weight}.codes", codes, dims);
        string factor = graph.AddConstant($"{weight}.scale", scales, dims[0]);
        string zeros = graph.AddConstant($"{weight}.zero", new sbyte[dims[0]], dims[0]);
        NodeProto node = graph.Add(
            "DequantizeLinear", [stored, factor, zeros], graph.UniqueName($"{weight}.values"), Attribute("axis", 0L));
        node.Name = $"{weight}/DQ";
        Replace(graph, weight, node.Output[0], $"{layer}/Conv_0");
        graph.RemoveConstant(weight);
    }

    private static OnnxModel Upgraded(OnnxModel model)
    {
        model.Proto.OpsetImport[0].Version = 19;
        model.Proto.IrVersion = 9;
        return model;
    }

    internal static AttributeProto Attribute(string name, long value)
        => new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };
}
