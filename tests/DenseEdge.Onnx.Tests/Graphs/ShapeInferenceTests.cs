using DenseEdge.Onnx.Graphs;

namespace DenseEdge.Onnx.Tests.Graphs;

/// <summary>Shapes worked out by hand for operators as other exporters write them; ONNX Runtime runs each node and must come
/// to the same shape.</summary>
public sealed class ShapeInferenceTests
{
    private static readonly Dictionary<string, Func<ForeignModel>> Cases = new(StringComparer.Ordinal)
    {
        // floor((7 + 1 + 2 - 5) / 2) + 1 = 3 rows with a dilated 3x3 kernel of extent 5; floor((6 + 2 - 5) / 1) + 1 = 4 columns.
        ["Conv dilated → [1, 6, 3, 4]"] = () => Image().Floats("w", new float[108], 6, 2, 3, 3).Node(
            "Conv", ["x", "w"], "y", ("group", 2), ("dilations", List(2, 2)), ("strides", List(2, 1)), ("pads", List(1, 1, 2, 1))),
        ["Conv SAME_UPPER → [1, 4, 3, 3]"] = () => Image().Floats("w", new float[256], 4, 4, 4, 4).Node(
            "Conv", ["x", "w"], "y", ("auto_pad", "SAME_UPPER"), ("strides", List(3, 2))),
        ["Conv VALID → [1, 4, 5, 4]"] = () => Image().Floats("w", new float[144], 4, 4, 3, 3).Node(
            "Conv", ["x", "w"], "y", ("auto_pad", "VALID")),

        // 2 · (7 - 1) + 1 + 3 - 1 - 0 = 15 rows, 2 · (6 - 1) + 0 + 3 - 1 - 1 = 11 columns.
        ["ConvTranspose → [1, 6, 15, 11]"] = () => Image().Floats("w", new float[108], 4, 3, 3, 3).Node(
            "ConvTranspose", ["x", "w"], "y", ("group", 2), ("strides", List(2, 2)), ("output_padding", List(1, 0)),
            ("pads", List(1, 1, 0, 1))),
        ["ConvTranspose SAME_LOWER → [1, 3, 14, 12]"] = () => Image().Floats("w", new float[108], 4, 3, 3, 3).Node(
            "ConvTranspose", ["x", "w"], "y", ("auto_pad", "SAME_LOWER"), ("strides", List(2, 2))),
        ["ConvTranspose output_shape → [1, 3, 13, 12]"] = () => Image().Floats("w", new float[108], 4, 3, 3, 3).Node(
            "ConvTranspose", ["x", "w"], "y", ("output_shape", List(13, 12)), ("strides", List(2, 2))),

        // ceil((7 + 0 - 2) / 3) + 1 = 3 windows; the third starts at row 6, inside. Columns: ceil((6 - 2) / 3) + 1 = 3, of which
        // the third would start at column 6, behind the image.
        ["MaxPool ceil_mode → [1, 4, 3, 2]"] = () => Image().Node(
            "MaxPool", ["x"], "y", ("kernel_shape", List(2, 2)), ("strides", List(3, 3)), ("ceil_mode", 1)),
        ["AveragePool → [1, 4, 4, 3]"] = () => Image().Node(
            "AveragePool", ["x"], "y", ("kernel_shape", List(3, 3)), ("strides", List(2, 2)), ("pads", List(1, 1, 1, 1))),
        ["GlobalAveragePool → [1, 4, 1, 1]"] = () => Image().Node("GlobalAveragePool", ["x"], "y"),

        ["Gemm transposed → [3, 5]"] = () => new ForeignModel().Input("x", 4, 3).Floats("w", new float[20], 5, 4).Node(
            "Gemm", ["x", "w"], "y", ("transA", 1), ("transB", 1)),
        ["MatMul broadcast → [2, 3, 4, 6]"] = () => new ForeignModel().Input("x", 2, 1, 4, 5)
            .Floats("w", new float[90], 3, 5, 6).Node("MatMul", ["x", "w"], "y"),
        ["MatMul vector → [2, 4]"] = () => new ForeignModel().Input("x", 2, 4, 5).Floats("w", new float[5], 5).Node(
            "MatMul", ["x", "w"], "y"),

        ["ReduceMean attribute → [1, 4, 1, 1]"] = () => Image().Node("ReduceMean", ["x"], "y", ("axes", List(-1, 2))),
        ["ReduceSum input → [4, 6]"] = () => Image().Integers("a", 0, 2).Node("ReduceSum", ["x", "a"], "y", ("keepdims", 0)),
        ["ReduceMax input of opset 18 → [1, 1, 7, 6]"] = () => Image(18).Integers("a", 1).Node("ReduceMax", ["x", "a"], "y"),
        ["ReduceSum of all → []"] = () => Image().Node("ReduceSum", ["x"], "y", ("keepdims", 0)),
        ["ReduceSum of none → [1, 4, 7, 6]"] = () => Image().Node("ReduceSum", ["x"], "y", ("noop_with_empty_axes", 1)),
        ["Softmax → [1, 4, 7, 6]"] = () => Image().Node("Softmax", ["x"], "y", ("axis", 1)),
        ["LogSoftmax → [1, 4, 7, 6]"] = () => Image().Node("LogSoftmax", ["x"], "y"),

        ["Concat → [1, 4, 14, 6]"] = () => Image().Node("Concat", ["x", "x"], "y", ("axis", -2)),
        ["Split equal → [1, 2, 7, 6]"] = () => Image().Node("Split", ["x"], ["y", "z"], ("axis", 1)),
        ["Split of opset 11 → [1, 4, 5, 6]"] = () => Image(11).Node("Split", ["x"], ["y", "z"], ("axis", 2), ("split", List(5, 2))),
        ["Split of opset 18 → [1, 4, 4, 6]"] = () => Image(18).Node("Split", ["x"], ["y", "z"], ("axis", 2), ("num_outputs", 2)),
        ["Slice with steps → [1, 4, 3, 3]"] = () => Image().Integers("s", 100, 1).Integers("e", -100, 100).Integers("a", 2, 3)
            .Integers("t", -3, 2).Node("Slice", ["x", "s", "e", "a", "t"], "y"),
        ["Slice of opset 9 → [1, 2, 7, 6]"] = () => Image(9).Node(
            "Slice", ["x"], "y", ("starts", List(1)), ("ends", List(-1)), ("axes", List(1))),
        ["Pad of opset 10 → [1, 4, 10, 5]"] = () => Image(10).Node("Pad", ["x"], "y", ("pads", List(0, 0, 1, -1, 0, 0, 2, 0))),
        ["Pad with axes of opset 18 → [1, 4, 7, 9]"] = () => Image(18).Integers("p", 1, 2).Integers("a", -1).Node(
            "Pad", ["x", "p", "", "a"], "y"),
        ["Reshape → [1, 8, 21]"] = () => Image().Integers("s", 0, 8, -1).Node("Reshape", ["x", "s"], "y"),
        ["Flatten → [4, 42]"] = () => Image().Node("Flatten", ["x"], "y", ("axis", 2)),
        ["Transpose default → [6, 7, 4, 1]"] = () => Image().Node("Transpose", ["x"], "y"),
        ["Squeeze all → [4, 7, 6]"] = () => Image().Node("Squeeze", ["x"], "y"),
        ["Squeeze of opset 11 → [4, 7, 6]"] = () => Image(11).Node("Squeeze", ["x"], "y", ("axes", List(0))),
        ["Unsqueeze → [1, 1, 4, 7, 6, 1]"] = () => Image().Integers("a", -1, 1).Node("Unsqueeze", ["x", "a"], "y"),
        ["Expand → [2, 4, 7, 6]"] = () => Image().Integers("s", 2, 1, 7, 1).Node("Expand", ["x", "s"], "y"),
        ["Tile → [1, 8, 7, 18]"] = () => Image().Integers("r", 1, 2, 1, 3).Node("Tile", ["x", "r"], "y"),
        ["DepthToSpace → [1, 1, 14, 12]"] = () => Image().Node("DepthToSpace", ["x"], "y", ("blocksize", 2)),
        ["Gather → [1, 4, 2, 6]"] = () => Image().Integers("i", 3, -1).Node("Gather", ["x", "i"], "y", ("axis", 2)),
        ["GatherND → [2, 6]"] = () => new ForeignModel().Input("x", 4, 7, 6).Floats("f", [1, 2, 3, 0], 2, 2)
            .Node("Cast", ["f"], "i", ("to", 7)).Node("GatherND", ["x", "i"], "y"),

        ["Resize by sizes → [1, 4, 9, 5]"] = () => Image().Integers("s", 1, 4, 9, 5).Node("Resize", ["x", "", "", "s"], "y"),
        ["Resize by scales → [1, 4, 10, 3]"] = () => Image().Floats("s", [1, 1, 1.5f, 0.6f], 4).Node("Resize", ["x", "", "s"], "y"),
        ["Resize of opset 10 → [1, 4, 14, 12]"] = () => Image(10).Floats("s", [1, 1, 2, 2], 4).Node("Resize", ["x", "s"], "y"),
        ["Resize not_larger → [1, 4, 9, 8]"] = () => Image(18).Integers("s", 9, 9).Node(
            "Resize", ["x", "", "", "s"], "y", ("axes", List(2, 3)), ("keep_aspect_ratio_policy", "not_larger")),
        ["Upsample → [1, 4, 14, 12]"] = () => Image(9).Floats("s", [1, 1, 2, 2], 4).Node("Upsample", ["x", "s"], "y"),

        ["Where → [1, 4, 7, 6]"] = () => Image().Floats("t", [0.5f], 1, 1).Node("Greater", ["x", "t"], "c").Node(
            "Where", ["c", "x", "t"], "y"),
        ["Pow → [1, 4, 7, 6]"] = () => Image().Integers("two", 2).Node("Pow", ["x", "two"], "y"),
        ["InstanceNormalization → [1, 4, 7, 6]"] = () => Image().Floats("s", new float[4], 4).Node(
            "InstanceNormalization", ["x", "s", "s"], "y"),
        ["LayerNormalization → [1, 4, 7, 6]"] = () => Image().Floats("s", new float[6], 6).Node(
            "LayerNormalization", ["x", "s"], "y"),
        ["ConstantOfShape → [7, 6]"] = () => Image().Node("Shape", ["x"], "s", ("start", 2)).Node(
            "ConstantOfShape", ["s"], "y"),
        ["Range of a size → [13]"] = () => Image().Integers("i", 3).Integers("one", 1).Node("Shape", ["x"], "s")
            .Node("Gather", ["s", "i"], "w").Node("Add", ["w", "w"], "d").Node("Add", ["d", "one"], "l")
            .Node("Sub", ["w", "w"], "zero")
            .Integers("none").Node("Reshape", ["l", "none"], "limit").Node("Reshape", ["zero", "none"], "start")
            .Node("Reshape", ["one", "none"], "step").Node("Range", ["start", "limit", "step"], "r")
            .Node("Cast", ["r"], "y", ("to", 1)),
    };

    public static TheoryData<string> Names => new(Cases.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Shape_OfAForeignNode_IsThatOfTheEngine(string name)
    {
        ForeignModel model = Cases[name]();
        OnnxGraph graph = OnnxGraph.Open(model.Output("y"), name);

        // The output was declared without a shape: what is known comes from the rules.
        Assert.Equal($"Float32 {$"{name}".Split(" → ")[1]}", $"{graph.Info("y")}");
        Ort.Run(graph.ToModel(), ("x", new float[graph.Info("x").ElementCount]));
    }

    [Theory]
    [InlineData("ArgMax", "Int64 [1, 1, 7, 6]")]
    [InlineData("Equal", "Bool [1, 4, 7, 6]")]
    [InlineData("QuantizeLinear", "UInt8 [1, 4, 7, 6]")]
    [InlineData("Cast", "Float16 [1, 4, 7, 6]")]
    [InlineData("Size", "Int64 []")]
    public void Type_OfAForeignNode_IsThatOfItsOperator(string operation, string expected)
    {
        ForeignModel model = Image().Floats("s", [1f]);
        model = operation switch
        {
            "ArgMax" => model.Node(operation, ["x"], "y", ("axis", 1)),
            "Cast" => model.Node(operation, ["x"], "y", ("to", 10)),
            "Size" => model.Node(operation, ["x"], "y"),
            _ => model.Node(operation, ["x", "s"], "y"),
        };

        Assert.Equal(expected, $"{OnnxGraph.Open(model.Output("y"), "m").Info("y")}");
    }

    [Theory]
    [InlineData("types", "node Add that makes 'y': expected inputs of one type, found Float32 [1, 4, 7, 6] and Int64 [1].")]
    [InlineData("channels", "expected a weight of [K, C / 1, kernel...] for [N, C, spatial...], found Float32 [2, 3, 1, 1]")]
    [InlineData("bias", "expected a bias of [2], found Float32 [3].")]
    [InlineData("elements", "expected 168 elements as in Float32 [1, 4, 7, 6], found the shape [5, 5].")]
    [InlineData("axis", "expected an axis from -4 to 3, found 4.")]
    public void Node_ThatContradictsItsInputs_IsNamed(string fault, string expected)
    {
        ForeignModel model = Image().Integers("one", 1).Integers("fives", 5, 5).Floats("w3", new float[6], 2, 3, 1, 1)
            .Floats("w4", new float[8], 2, 4, 1, 1).Floats("b", new float[3], 3);
        model = fault switch
        {
            "types" => model.Node("Add", ["x", "one"], "y"),
            "channels" => model.Node("Conv", ["x", "w3"], "y"),
            "bias" => model.Node("Conv", ["x", "w4", "b"], "y"),
            "elements" => model.Node("Reshape", ["x", "fives"], "y"),
            _ => model.Node("Concat", ["x", "x"], "y", ("axis", 4)),
        };

        Assert.Contains(
            expected,
            Assert.Throws<InvalidDataException>(() => OnnxGraph.Open(model.Output("y"), "m")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Shape_ThatDependsOnAnInput_SaysWhichValue()
    {
        OnnxModel model = Image().Input("target", GraphElementType.Int64, 2).Node("Reshape", ["x", "target"], "r")
            .Node("Neg", ["r"], "y").Output("y");

        Assert.Equal(
            "m: node Reshape that makes 'r': expected a constant that says the shape of its result, found 'target', which depends on "
            + "the inputs of the graph.",
            Assert.Throws<InvalidDataException>(() => OnnxGraph.Open(model, "m").Info("y")).Message);
    }

    private static ForeignModel Image(int opset = 17) => new ForeignModel(opset).Input("x", 1, 4, 7, 6);

    private static object List(params int[] values) => ForeignModel.List(values);
}
