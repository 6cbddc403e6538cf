using Google.Protobuf;

namespace DenseEdge.Onnx.Tests;

public sealed class OnnxModelTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-onnx").FullName;

    [Fact]
    public void Build_Twice_GivesTheSameBytes() => Assert.Equal(Small().ToBytes(), Small().ToBytes());

    [Fact]
    public void Save_ThenLoad_GivesTheSameModel_AndLeavesNothingElse()
    {
        string path = Path.Combine(_folder, "small.onnx");
        File.WriteAllText(path, "old");

        Small().Save(path);

        Assert.Equal(Small().ToBytes(), OnnxModel.Load(path).ToBytes());
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Metadata_SetTwice_KeepsTheLastValue()
    {
        OnnxModel model = Small();
        model.SetMetadata("denseedge", "1");
        model.SetMetadata("denseedge", "2");

        Assert.Equal("2", model.GetMetadata("denseedge"));
        Assert.Single(model.Proto.MetadataProps);
        Assert.Null(model.GetMetadata("other"));
    }

    [Theory]
    [InlineData("this is no model")]
    [InlineData("")]
    public void Load_OfSomethingElse_NamesThePath(string content)
    {
        string path = Path.Combine(_folder, "fake.onnx");
        File.WriteAllText(path, content);

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => OnnxModel.Load(path));

        Assert.StartsWith($"{path}: expected an ONNX model, found", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfAMissingFile_Throws()
        => Assert.Throws<FileNotFoundException>(() => OnnxModel.Load(Path.Combine(_folder, "none.onnx")));

    [Fact]
    public void Summarize_CountsParametersOperatorsAndMultiplyAdds()
    {
        OnnxModelSummary summary = Small().Summarize();

        Assert.Equal(17, summary.Opset);
        Assert.Equal((4 * 3 * 9) + 4, summary.ParameterCount);
        Assert.Equal(4 * 8 * 8 * 3 * 9, summary.MultiplyAdds);
        Assert.Equal(["Conv 1", "Relu 1"], summary.Operators.Select(entry => $"{entry.Key} {entry.Value}"));
        Assert.Contains("in   x: Float [1, 3, 8, 8]", summary.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Build_StatesTheVersionsAndTheShapeOfEveryValue()
    {
        Schema.ModelProto proto = Small().Proto;

        Assert.Equal(8, proto.IrVersion);
        Assert.Equal(17, proto.OpsetImport.Single().Version);
        Assert.Equal("Conv_0:0", proto.Graph.ValueInfo.Single().Name);
        Assert.Equal(ByteString.Empty.Length, proto.Graph.Initializer.Single(tensor => tensor.Name == "bias").FloatData.Count);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static OnnxModel Small()
    {
        OnnxGraphBuilder graph = new("small");
        GraphValue x = graph.Input("x", GraphElementType.Float32, 1, 3, 8, 8);
        GraphValue weight = graph.Initializer([.. Enumerable.Range(0, 108).Select(i => i / 100f)], [4, 3, 3, 3], "weight");
        GraphValue bias = graph.Initializer([0.5f, 1f, 1.5f, 2f], [4], "bias");
        graph.Output("y", graph.Relu(graph.Conv(x, weight, bias, padding: Padding2d.All(1))));
        return graph.Build("DenseEdge test");
    }
}
