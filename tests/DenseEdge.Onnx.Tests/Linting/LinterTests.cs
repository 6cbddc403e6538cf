using System.Text.RegularExpressions;
using DenseEdge.Onnx.Linting;
using DenseEdge.Onnx.Schema;
using DenseEdge.Onnx.Targets;

namespace DenseEdge.Onnx.Tests.Linting;

public sealed partial class LinterTests
{
    public static TheoryData<string> Codes => [.. Linter.Rules.Select(rule => rule.Code)];

    [Fact]
    public void Rules_AreSortedByCode_WithEachCodeOnce()
        => Assert.Equal(
            Linter.Rules.Select(rule => rule.Code).Distinct().Order(StringComparer.Ordinal),
            Linter.Rules.Select(rule => rule.Code));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Rule_SaysAllThatAReaderNeeds(string code)
    {
        ILintRule rule = Linter.Rule(code);

        Assert.Matches(CodeForm(), code);
        Assert.All(
            (string[])[rule.Text.Title, rule.Text.Why, rule.Text.Advice, rule.Text.Example, rule.Text.Source],
            text => Assert.True(text.Length > 4, text));
        Assert.EndsWith(".", rule.Text.Why, StringComparison.Ordinal);
        Assert.EndsWith(".", rule.Text.Advice, StringComparison.Ordinal);
        Assert.Contains("breaks it: ", rule.Text.Example, StringComparison.Ordinal);
        Assert.Contains("; keeps it: ", rule.Text.Example, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Rule_AppliesToAShippedTarget(string code)
        => Assert.Contains(TargetProfiles.Names, name => Linter.Rule(code).AppliesTo(TargetProfiles.Find(name)));

    [Fact]
    public void Rule_ByAnUnknownCode_ListsThoseThatBeginAlike()
    {
        Assert.Equal("TRT-Q03", Linter.Rule("trt-q03").Code);
        Assert.Equal(
            "Unknown code 'CH-09'. Codes: CH-01, CH-02.",
            Assert.Throws<ArgumentException>(() => Linter.Rule("CH-09")).Message);
    }

    [Fact]
    public void Judge_SortsTheWorstFirst_ThenByCode()
    {
        ModelEdit edit = new(GoodModels.Of(GoodModels.Fp32).Proto);
        edit.Model.MetadataProps.Clear();
        edit.Overwrite("stem.bias", float.NaN);
        edit.Overwrite("fuse.bias", 1e9f);
        edit.Node("Resize_0").Attribute.Clear();
        edit.Node("Relu_1").OpType = "Mish";

        LintReport report = Linter.Judge(new OnnxModel(edit.Model), TargetProfiles.Find("jetpack6"));

        Assert.Equal(["GEN-13", "TRT-O01", "F16-02", "GEN-20"], report.Findings.Select(finding => finding.Code));
        Assert.Equal((2, 1, 1), (
            report.Count(LintSeverity.Error), report.Count(LintSeverity.Warning), report.Count(LintSeverity.Info)));
        Assert.False(report.IsAccepted);
    }

    [Fact]
    public void Judge_TellsNodeReasonAndAdvice()
    {
        ModelEdit edit = new(GoodModels.Of(GoodModels.WeakInt8).Proto);
        edit.Overwrite("Relu_1:0.zero", (sbyte)5);

        LintFinding finding = Linter.Judge(new OnnxModel(edit.Model), TargetProfiles.Find("jetpack5")).Findings[0];

        Assert.Equal(
            "error TRT-Q02 Relu_1:0/Q (QuantizeLinear): has the zero point 5. "
            + "Quantise symmetrically: int8, zero point 0, scale = largest magnitude / 127.",
            finding.ToString());
    }

    // Hand-computed by the rule of NVIDIA's quantiser: below 16 channels on a side INT8 wants a dense square kernel with 8 n
    // channels on one side and at least 16 on one; a grouped one wants 8 n results and a kernel of 3.
    [Theory]
    [InlineData(8, 8, 1, 3, 3, true)]
    [InlineData(16, 12, 1, 3, 3, false)]
    [InlineData(20, 12, 1, 3, 3, true)]
    [InlineData(16, 8, 1, 1, 3, true)]
    [InlineData(16, 16, 1, 1, 3, false)]
    [InlineData(8, 8, 8, 3, 3, false)]
    [InlineData(8, 8, 8, 1, 1, true)]
    [InlineData(12, 12, 12, 3, 3, true)]
    public void SmallConvolution_IsFoundBelow16Channels(
        int before, int behind, int group, int rows, int columns, bool isFound)
    {
        ModelEdit edit = new(GoodModels.Of(GoodModels.WeakInt8).Proto);
        NodeProto reader = edit.Node("labels/Conv_0");
        string narrow = edit.Before(
            reader, "Conv", reader.Input[0], edit.Floats("in", new float[before * 16], before, 16, 1, 1));
        NodeProto small = edit.New(
            reader, "Conv", edit.Pair(reader, narrow), edit.Weights(reader, behind, before / group, rows, columns));
        ModelEdit.Set(small, "group", group);
        ModelEdit.Set(small, "pads", rows / 2, columns / 2, rows / 2, columns / 2);
        reader.Input[0] = edit.Before(
            reader, "Conv", small.Output[0], edit.Floats("out", new float[behind * 16], 16, behind, 1, 1));

        LintReport report = Linter.Judge(new OnnxModel(edit.Model), TargetProfiles.Find("jetpack6"));

        Assert.Equal(isFound, report.Findings.Any(finding => finding.Code == "TRT-P08"));
        Assert.DoesNotContain(report.Findings, finding => finding.Severity == LintSeverity.Error);
    }

    [Theory]
    [InlineData(512, false)]
    [InlineData(513, true)]
    public void QuantizedAttention_IsFoundBeyond512Positions(int positions, bool isFound)
    {
        OnnxGraphBuilder builder = new("attention");
        GraphValue query = builder.Input("query", GraphElementType.Float32, 1, positions, 16);
        GraphValue key = builder.Input("key", GraphElementType.Float32, 1, 16, positions);
        builder.Output("scores", builder.MatMul(query, key));
        ModelEdit edit = new(builder.Build("tests").Proto);
        NodeProto product = edit.Graph.Node[0];
        product.Input[0] = edit.Pair(product, "query");
        product.Input[1] = edit.Pair(product, "key");

        LintReport report = Linter.Judge(new OnnxModel(edit.Model), TargetProfiles.Find("jetpack7"));

        Assert.Equal(isFound, report.Findings.Any(finding => finding.Code == "TRT-P09"));
    }

    // 14980 = 107 x 140, the positions of the published network's spatial maps.
    [Theory]
    [InlineData(1024, false)]
    [InlineData(1025, true)]
    [InlineData(14980, true)]
    public void HalfSoftmax_IsFoundBeyond1024Positions(int positions, bool isFound)
    {
        ModelProto model = new() { IrVersion = 8, Graph = new GraphProto { Name = "maps" } };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = 17 });
        NodeProto softmax = new() { OpType = "Softmax", Name = "softmax", Input = { "x" }, Output = { "y" } };
        ModelEdit.Set(softmax, "axis", 2);
        model.Graph.Node.Add(softmax);
        model.Graph.Input.Add(Declare("x", 1, 40, positions));
        model.Graph.Output.Add(Declare("y", 1, 40, positions));

        LintReport report = Linter.Judge(new OnnxModel(model), TargetProfiles.Find("jetpack6"));

        Assert.Equal(isFound, report.Findings.Any(finding => finding.Code == "F16-04"));

        static ValueInfoProto Declare(string name, params int[] dims)
        {
            TensorShapeProto shape = new();
            shape.Dim.AddRange(dims.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
            TypeProto.Types.Tensor tensor = new() { ElemType = (int)GraphElementType.Float16, Shape = shape };
            return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
        }
    }

    [Fact]
    public void ResidualSum_WithALongerShortcut_IsTheOtherWayRound()
    {
        // A projection on the shortcut: both edges come from convolutions, the longer way is the branch.
        ModelEdit edit = new(GoodModels.Of(GoodModels.WeakInt8).Proto);
        NodeProto add = edit.Node("Add_0");
        string projected = edit.Before(
            add, "Conv", edit.Node("Relu_0").Output[0], edit.Floats("projection", new float[256], 16, 16, 1, 1));
        add.Input[1] = edit.Pair(add, projected);
        LintReport onShortcut = Linter.Judge(new OnnxModel(edit.Model), TargetProfiles.Find("jetpack6"));
        (add.Input[0], add.Input[1]) = (edit.Pair(add, add.Input[0]), projected);
        LintReport onBranch = Linter.Judge(new OnnxModel(edit.Model), TargetProfiles.Find("jetpack6"));

        Assert.DoesNotContain(onShortcut.Findings, finding => finding.Code == "TRT-P03");
        Assert.Contains(onBranch.Findings, finding => finding.Code == "TRT-P03");
    }

    [Fact]
    public void ResidualSum_AroundALinearBottleneck_IsOne()
    {
        // As in MobileNetV2: no activation function between the convolution of one block and the sum of the next.
        ModelEdit edit = new(GoodModels.Of(GoodModels.WeakInt8).Proto);
        NodeProto reader = edit.Node("labels/Conv_0");
        string first = edit.Before(reader, "Conv", reader.Input[0], edit.Floats("first", new float[256], 16, 16, 1, 1));
        string shortcut = edit.Pair(reader, first);
        string branch = edit.Before(reader, "Conv", shortcut, edit.Weights(reader, 16, 16, 1, 1));
        reader.Input[0] = edit.Before(reader, "Add", branch, shortcut);

        Assert.Empty(Linter.Judge(new OnnxModel(edit.Model), TargetProfiles.Find("jetpack6")).Findings);
    }

    [Fact]
    public void Judge_AnEmptyModel_FindsThatNothingIsThere()
    {
        foreach (string name in TargetProfiles.Names)
        {
            LintReport report = Linter.Judge(new OnnxModel(new ModelProto()), TargetProfiles.Find(name));

            Assert.False(report.IsAccepted, name);
        }
    }

    [Fact]
    public void Load_AFileWithWeightsElsewhere_FindsThem()
    {
        string folder = Directory.CreateTempSubdirectory("denseedge-lint").FullName;
        try
        {
            ModelProto model = GoodModels.Of(GoodModels.Fp32).Proto;
            foreach (TensorProto tensor in model.Graph.Initializer)
            {
                File.WriteAllBytes(Path.Combine(folder, $"{tensor.Name}.bin"), tensor.RawData.ToByteArray());
                tensor.ClearRawData();
                tensor.DataLocation = TensorProto.Types.DataLocation.External;
                tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = $"{tensor.Name}.bin" });
            }

            string path = Path.Combine(folder, "split.onnx");
            File.WriteAllBytes(path, new OnnxModel(model).ToBytes());
            LintReport report = Linter.Judge(LintGraph.Load(path), TargetProfiles.Find("cpu"));

            Assert.Equal(["GEN-11"], report.Findings.Select(finding => finding.Code));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Severity_IsSpelledSmall()
        => Assert.StartsWith(
            "info GEN-20 model: ",
            new LintFinding("GEN-20", LintSeverity.Info, "model", "", "").ToString(),
            StringComparison.Ordinal);

    [GeneratedRegex("^[A-Z][A-Z0-9]+-[A-Z]?[0-9]{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex CodeForm();
}
