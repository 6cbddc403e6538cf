using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Passes;
using DenseEdge.Onnx.Schema;
using Google.Protobuf;

namespace DenseEdge.Onnx.Tests.Files;

/// <summary>Files that were cut off or had bytes changed: one kind of error, or a model that is still sound.</summary>
public sealed class DamagedFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-damage").FullName;

    [Fact]
    public void Open_OfAFileCutAnywhere_ThrowsInvalidData()
    {
        byte[] whole = Varied().ToBytes();

        int[] cuts = [.. Enumerable.Range(0, whole.Length / 5).Select(i => i * 5)];

        // The graph is one field of the file and the list of opsets stands behind it: every cut damages one of them.
        Assert.All(cuts, length => Assert.False(IsSound(whole[..length])));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(32)]
    public void Open_OfAFileWithChangedBytes_ThrowsInvalidData_OrIsSound(int bytes)
    {
        Random random = new(bytes);
        byte[] whole = Varied().ToBytes();
        for (int i = 0; i < 300; i++)
        {
            byte[] damaged = [.. whole];
            for (int k = 0; k < bytes; k++)
            {
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            }

            IsSound(damaged);
        }
    }

    [Fact]
    public void Open_OfAbsurdSizes_ThrowsInvalidData_WithoutTakingMemory()
    {
        Random random = new(5);
        long[] absurd = [-1, 0, long.MinValue, long.MaxValue, int.MaxValue, 1 << 20];
        for (int i = 0; i < 300; i++)
        {
            ModelProto model = Varied().Proto.Clone();
            NodeProto node = model.Graph.Node[random.Next(model.Graph.Node.Count)];
            TensorProto tensor = model.Graph.Initializer[random.Next(model.Graph.Initializer.Count)];
            long value = absurd[random.Next(absurd.Length)];
            if (node.Attribute.FirstOrDefault(attribute => attribute.Ints.Count > 0) is { } list && random.Next(2) == 0)
            {
                list.Ints[random.Next(list.Ints.Count)] = value;
            }
            else if (tensor.DataType == (int)GraphElementType.Int64 && tensor.RawData.Length >= 8)
            {
                byte[] bytes = tensor.RawData.ToByteArray();
                BitConverter.TryWriteBytes(bytes, value);
                tensor.RawData = ByteString.CopyFrom(bytes);
            }
            else if (tensor.Dims.Count > 0)
            {
                tensor.Dims[0] = value;
            }

            IsSound(model.ToByteArray());
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true), 0, 200_000_000);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Any other exception than the documented one fails the test.</summary>
    private bool IsSound(byte[] bytes)
    {
        string path = Path.Combine(_folder, "damaged.onnx");
        File.WriteAllBytes(path, bytes);
        try
        {
            OnnxGraph graph = OnnxGraph.Load(path);
            graph.RequireFiniteConstants();
            graph.ToModel().Summarize();
            GraphPasses.CleanUp(graph);
            graph.ToModel();
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static OnnxModel Varied()
    {
        OnnxGraphBuilder graph = new("varied");
        GraphValue x = graph.Input("x", GraphElementType.Float32, 1, 2, 6, 6);
        GraphValue y = graph.Conv(x, graph.Initializer(new float[54], [3, 2, 3, 3]), stride: 2, padding: Padding2d.All(1));
        y = graph.MaxPool(graph.Concat(1, y, graph.Relu(y)), 2, 1, Padding2d.All(1));
        y = graph.Slice(graph.ResizeLinear(graph.Pad(y, new Padding2d(1, 0, 1, 0)), 9, 7), 2, 1, 8);
        y = graph.Transpose(graph.Reshape(y, 6, 7, 7), 1, 0, 2);
        y = graph.Gather(graph.Squeeze(graph.Unsqueeze(y, 0), 0), graph.Integers(3, 1));
        y = graph.ReduceSum(graph.MatMul(y, graph.Initializer([1f, 2, 3, 4, 5, 6, 7], [7, 1])), keepDims: true, 1);
        graph.Output("y", graph.Expand(y, 2, 2, 3));
        return graph.Build("test");
    }
}
