using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx.Tests.Files;

public sealed class OnnxFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-file").FullName;

    [Fact]
    public void Load_OfExternalWeights_ReadsThemFromTheirOffset()
    {
        byte[] weights = [9, 9, 9, .. BitConverter.GetBytes(2f), .. BitConverter.GetBytes(3f)];
        File.WriteAllBytes(Path.Combine(_folder, "weights.bin"), weights);
        string path = WithWeightsIn("weights.bin", ("offset", "3"), ("length", "8"));

        OnnxGraph graph = OnnxGraph.Load(path);

        Assert.Equal([2f, 3f], graph.Floats("scale"));
        Assert.Equal([10f, 21f], Ort.Run(graph.ToModel(), ("x", new float[] { 5, 7 })));
    }

    [Theory]
    [InlineData("none.bin", "", "found no such file. Put it beside the model.")]
    [InlineData("../outside.bin", "", "in a file inside of the model's folder, found the location '../outside.bin'.")]
    [InlineData("/etc/hostname", "", "in a file inside of the model's folder, found the location '/etc/hostname'.")]
    [InlineData("", "", "in a file inside of the model's folder, found the location ''.")]
    [InlineData("short.bin", "", "expected 8 bytes for the tensor 'scale', found 5 from byte 0 on")]
    [InlineData("long.bin", "", "expected 8 bytes for the tensor 'scale', found 12 from byte 0 on")]
    [InlineData("long.bin", "5", "found 7 from byte 5 on")]
    [InlineData("long.bin", "minus one", "expected a number of bytes as the offset of the tensor 'scale', found 'minus one'")]
    public void Load_OfExternalWeightsThatCannotBeRead_SaysWhy(string location, string offset, string expected)
    {
        File.WriteAllBytes(Path.Combine(_folder, "short.bin"), new byte[5]);
        File.WriteAllBytes(Path.Combine(_folder, "long.bin"), new byte[12]);
        string path = string.IsNullOrEmpty(offset) ? WithWeightsIn(location) : WithWeightsIn(location, ("offset", offset));

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => OnnxModel.Load(path));

        Assert.StartsWith(path, exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfALinkThatLeavesTheFolder_IsRefused()
    {
        string outside = Directory.CreateTempSubdirectory("denseedge-outside").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(outside, "weights.bin"), new byte[8]);
            File.CreateSymbolicLink(Path.Combine(_folder, "link.bin"), Path.Combine(outside, "weights.bin"));

            Assert.Contains(
                "inside of the model's folder",
                Assert.Throws<InvalidDataException>(() => OnnxModel.Load(WithWeightsIn("link.bin"))).Message,
                StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(outside, recursive: true);
        }
    }

    [Fact]
    public void Load_OfAFolder_SaysSo()
        => Assert.Contains(
            "expected an ONNX model, found a folder",
            Assert.Throws<InvalidDataException>(() => OnnxModel.Load(_folder)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Load_OfMoreThanTwoGibibytes_SaysSo()
    {
        string path = Path.Combine(_folder, "large.onnx");
        using (FileStream stream = File.Create(path))
        {
            // A sparse file: it takes no space on disk.
            stream.SetLength(int.MaxValue + 1L);
        }

        Assert.Contains(
            "expected an ONNX file of less than 2 GiB, found 2147483648 bytes",
            Assert.Throws<InvalidDataException>(() => OnnxModel.Load(path)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Save_OfMoreThanTwoGibibytes_SaysSo_AndLeavesNothing()
    {
        OnnxModel model = Scaled();
        TensorProto half = new() { Name = "large", RawData = Google.Protobuf.ByteString.CopyFrom(new byte[1 << 20]) };
        model.Proto.Graph.Initializer.AddRange(Enumerable.Repeat(half, 2100));
        string path = Path.Combine(_folder, "large.onnx");

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => model.Save(path));

        Assert.Contains("expected a model of less than 2 GiB", exception.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string WithWeightsIn(string location, params (string Key, string Value)[] entries)
    {
        OnnxModel model = Scaled();
        TensorProto tensor = model.Proto.Graph.Initializer.Single();
        tensor.ClearRawData();
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        foreach ((string key, string value) in entries.Append(("location", location)))
        {
            tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
        }

        string path = Path.Combine(_folder, "model.onnx");
        model.Save(path);
        return path;
    }

    private static OnnxModel Scaled()
    {
        OnnxGraphBuilder graph = new("scaled");
        GraphValue x = graph.Input("x", GraphElementType.Float32, 2);
        graph.Output("y", graph.Mul(x, graph.Initializer([1f, 1f], [2], "scale")));
        return graph.Build("test");
    }
}
