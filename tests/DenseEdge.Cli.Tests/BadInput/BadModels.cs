using DenseEdge.Onnx;
using DenseEdge.Onnx.Schema;
using Google.Protobuf;

namespace DenseEdge.Cli.Tests.BadInput;

/// <summary>Files that a user may name in place of a good model, each wrong in one way.</summary>
internal static class BadModels
{
    private const int Height = 16, Width = 24;

    /// <summary>Bytes of a file that protobuf cannot hold, and a little more.</summary>
    private const long TooManyBytes = (2L << 30) + 4096;

    /// <summary>Every kind of fault, with words that its message must have.</summary>
    public static IReadOnlyDictionary<string, string> Kinds { get; } = new Dictionary<string, string>
    {
        ["text"] = "expected an ONNX model",
        ["empty"] = "expected an ONNX model",
        ["folder"] = "found none",
        ["missing"] = "found no",
        ["cut"] = "expected an ONNX model",
        ["huge"] = "less than 2 GiB",
        ["unknown-operator"] = "Frobnicate",
        ["foreign-domain"] = "my.company",
        ["future-opset"] = "99",
        ["dynamic"] = "batch",
        ["external"] = "weights.bin",
        ["not-a-number"] = "NaN",
        ["two-inputs"] = "input",
    };

    /// <summary>Writes a file with a fault.</summary>
    /// <param name="folder">Where it goes.</param>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <returns>Its path.</returns>
    public static string Write(string folder, string kind)
    {
        string path = Path.Combine(folder, $"{kind}.onnx");
        switch (kind)
        {
            case "text":
                File.WriteAllText(path, "Dear user, this is no model at all.\n");
                break;
            case "empty":
                File.WriteAllBytes(path, []);
                break;
            case "folder":
                Directory.CreateDirectory(path);
                break;
            case "missing":
                break;
            case "cut":
                byte[] whole = Good().ToBytes();
                File.WriteAllBytes(path, whole[..(whole.Length / 2)]);
                break;
            case "huge":
                using (FileStream stream = File.Create(path))
                {
                    stream.SetLength(TooManyBytes);
                }

                break;
            default:
                ModelProto model = Good().Proto.Clone();
                Break(model, kind);
                File.WriteAllBytes(path, model.ToByteArray());
                break;
        }

        return path;
    }

    /// <summary>A model without fault: two convolutions on an image.</summary>
    /// <param name="deadChannel">An output channel of the first convolution whose weights and bias are all 0; null for
    /// none.</param>
    public static OnnxModel Good(int? deadChannel = null)
    {
        OnnxGraphBuilder graph = new("good");
        Random random = new(3);
        GraphValue image = graph.Input("image", GraphElementType.Float32, 1, 3, Height, Width);
        float[] weights = Weights(8 * 3 * 9), bias = Weights(8);
        if (deadChannel is { } dead)
        {
            Array.Clear(weights, dead * 27, 27);
            bias[dead] = 0;
        }

        GraphValue features = graph.Relu(graph.Conv(
            image, graph.Initializer(weights, [8, 3, 3, 3]), graph.Initializer(bias, [8]), padding: Padding2d.All(1)));
        GraphValue more = graph.Relu(graph.Conv(
            features, graph.Initializer(Weights(8 * 8 * 9), [8, 8, 3, 3]), padding: Padding2d.All(1)));
        graph.Output("answer", graph.Conv(more, graph.Initializer(Weights(4 * 8), [4, 8, 1, 1])));
        return graph.Build("elsewhere");

        float[] Weights(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5))];
    }

    private static void Break(ModelProto model, string kind)
    {
        NodeProto relu = model.Graph.Node.First(node => node.OpType == "Relu");
        TensorProto weight = model.Graph.Initializer.First(tensor => tensor.Dims.Count == 4);
        switch (kind)
        {
            case "unknown-operator":
                relu.OpType = "Frobnicate";
                break;
            case "foreign-domain":
                relu.Domain = "my.company";
                model.OpsetImport.Add(new OperatorSetIdProto { Domain = "my.company", Version = 1 });
                break;
            case "future-opset":
                model.OpsetImport[0].Version = 99;
                break;
            case "dynamic":
                model.Graph.Input[0].Type.TensorType.Shape.Dim[0] = new TensorShapeProto.Types.Dimension { DimParam = "batch" };
                break;
            case "external":
                weight.ClearRawData();
                weight.DataLocation = TensorProto.Types.DataLocation.External;
                weight.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "weights.bin" });
                break;
            case "not-a-number":
                float[] values = new float[weight.Dims.Aggregate(1L, (product, size) => product * size)];
                values[1] = float.NaN;
                weight.FloatData.Clear();
                weight.RawData = ByteString.CopyFrom(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values));
                break;
            case "two-inputs":
                ValueInfoProto second = model.Graph.Input[0].Clone();
                second.Name = "mask";
                model.Graph.Input.Add(second);
                NodeProto conv = model.Graph.Node.First(node => node.OpType == "Conv");
                NodeProto sum = new() { OpType = "Add", Output = { "sum" }, Input = { "image", "mask" } };
                conv.Input[0] = "sum";
                model.Graph.Node.Insert(0, sum);
                break;
            default:
                throw new ArgumentException($"Unknown fault '{kind}'.");
        }
    }
}
