namespace DenseEdge.Contracts.Tests;

public sealed class ModelMetadataTests
{
    private static readonly ModelMetadata Scene = new()
    {
        InputHeight = 48,
        InputWidth = 64,
        Producer = "DenseEdge 0.1.0",
        Backbone = "hrnet18",
        TrainingData = "NYUD-v2",
        Genotype = Genotype.Uniform([TaskKind.SemanticSegmentation, TaskKind.Depth], ContextType.Global),
        Tasks =
        [
            ModelTask.Of(new TaskSpec
            {
                Kind = TaskKind.SemanticSegmentation,
                Classes = [new LabelClass("floor", 1, 128, 255), new LabelClass("wall \"a\"", 0, 0, 16)],
            }),
            ModelTask.Of(new TaskSpec { Kind = TaskKind.Depth }),
        ],
    };

    [Fact]
    public void ToJson_ThenParse_GivesEverythingBack()
    {
        ModelMetadata copy = ModelMetadata.Parse(Scene.ToJson(), "scene.onnx");

        Assert.Equal(Scene with { Tasks = copy.Tasks }, copy);
        Assert.Equal(Scene.Tasks.Select(task => task.OutputName), copy.Tasks.Select(task => task.OutputName));
        Assert.Equal(Scene.Tasks.Select(task => task.Unit), copy.Tasks.Select(task => task.Unit));
        Assert.Equal(Scene.Tasks[0].Spec.Classes, copy.Tasks[0].Spec.Classes);
        Assert.Empty(copy.Tasks[1].Spec.Classes);
    }

    [Fact]
    public void ToJson_IsSnakeCaseWithAFormatNumber()
    {
        string json = Scene.ToJson();

        Assert.StartsWith("""{"format":1,"producer":"DenseEdge 0.1.0","backbone":"hrnet18","training_data":"NYUD-v2",""", json, StringComparison.Ordinal);
        Assert.Contains("\"color\":\"#0180ff\"", json, StringComparison.Ordinal);
        Assert.Contains("\"output\":\"depth\",\"unit\":\"m\"", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "found none")]
    [InlineData("nonsense", "expected metadata as JSON")]
    [InlineData("""{"format": 3}""", "expected metadata of format 1 to 2, found format 3")]
    [InlineData("""{"format": 0}""", "expected metadata of format 1 to 2, found format 0")]
    [InlineData("""{"format": 1}""", "'producer'")]
    [InlineData("""{"format": 1, "producer": "x"}""", "'input.name'")]
    [InlineData("""{"format": 1, "producer": "x", "input": {"name": "image"}, "tasks": []}""", "at least 1x1 pixels, found 0x0")]
    [InlineData("""{"format": 1, "producer": "x", "input": {"name": "image", "height": 1, "width": 1}, "tasks": []}""", "different tasks")]
    [InlineData("""{"format": 1, "producer": "x", "input": {"name": "i"}, "tasks": [{"task": "smell"}]}""", "found 'smell'")]
    [InlineData("""{"format": 1, "producer": "x", "input": {"name": "i"}, "tasks": [{"task": "depth"}]}""", "'tasks.output'")]
    [InlineData("""{"format": 1, "producer": "x", "precision": "fp12", "input": {"name": "i"}}""", "(fp32, fp16, int8), found 'fp12'")]
    [InlineData("""{"format": 2, "producer": "x", "input": {"name": "i", "format": "bgr"}}""", "float16-nchw), found 'bgr'")]
    [InlineData(
        """{"format": 2, "producer": "x", "input": {"name": "i"}, "tasks": [{"task": "depth", "output": "d", "unit": "m", "form": "z"}]}""",
        "Expected labels or logits for the form of a task, found 'z'")]
    [InlineData(
        """
        {"format": 2, "producer": "x", "tasks": [],
         "input": {"name": "i", "height": 9, "width": 9, "fit": {"network_height": 8, "network_width": 6, "pad_top": 5, "pad_bottom": 3}}}
        """,
        "found 5, 0, 3, 0 pixels of 8x6")]
    public void Parse_OfSomethingElse_NamesTheModelAndTheFault(string? json, string expected)
    {
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => ModelMetadata.Parse(json, "scene.onnx"));

        Assert.StartsWith("scene.onnx: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ToJson_OfAFloatInputInALetterboxWithLogits_GivesEverythingBack()
    {
        ModelMetadata written = Scene with
        {
            InputFormat = InputFormat.Float16Nchw,
            Fit = FrameFit.Letterbox(48, 64, 32, 32),
            Precision = ModelPrecision.Float16,
            Target = "jetpack6",
            HasRandomWeights = true,
            TrainingData = null,
            Tasks = [ModelTask.Of(Scene.Tasks[0].Spec, AnswerForm.Logits), ModelTask.Of(Scene.Tasks[1].Spec, AnswerForm.Logits)],
        };

        ModelMetadata copy = ModelMetadata.Parse(written.ToJson(), "scene.onnx");

        Assert.Equal(written with { Tasks = copy.Tasks }, copy);
        Assert.Equal((AnswerForm.Logits, "logit"), (copy.Tasks[0].Form, copy.Tasks[0].Unit));
        Assert.Equal((AnswerForm.Labels, "m"), (copy.Tasks[1].Form, copy.Tasks[1].Unit));
        Assert.Equal((24, 32), (copy.OutputHeight, copy.OutputWidth));
    }

    [Fact]
    public void ToJson_WithWhatAReaderOfFormat1WouldMisunderstand_SaysFormat2()
    {
        Assert.All(
            [
                Scene with { InputFormat = InputFormat.Float32Nchw },
                Scene with { Fit = FrameFit.Stretch(24, 32) },
                Scene with { Tasks = [ModelTask.Of(Scene.Tasks[0].Spec, AnswerForm.Logits)] },
            ],
            changed => Assert.StartsWith("{\"format\":2,", changed.ToJson(), StringComparison.Ordinal));
        Assert.StartsWith(
            "{\"format\":1,", (Scene with { Precision = ModelPrecision.Float16, Target = "cpu" }).ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_OfAFileOfToday_HasBytesInAndLabelsOut()
    {
        const string json = """
            {"format":1,"producer":"DenseEdge 0.1.0","input":{"name":"image","height":48,"width":64},
             "tasks":[{"task":"depth","output":"depth","unit":"m"}]}
            """;

        ModelMetadata read = ModelMetadata.Parse(json, "old.onnx");

        Assert.Equal((InputFormat.UInt8Nhwc, ModelPrecision.Float32, AnswerForm.Labels), (read.InputFormat, read.Precision, read.Tasks[0].Form));
        Assert.Null(read.Fit);
        Assert.Equal((48, 64), (read.OutputHeight, read.OutputWidth));
        Assert.False(read.HasRandomWeights);
    }

    [Fact]
    public void Parse_WithAWrongColour_SaysSo()
    {
        string json = Scene.ToJson().Replace("#0180ff", "blue", StringComparison.Ordinal);

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => ModelMetadata.Parse(json, "scene.onnx"));

        Assert.Contains("found 'floor' and 'blue'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_WithATaskThatTheModelLacks_IsNull()
    {
        Assert.Null(Scene.Find(TaskKind.Saliency));
        Assert.Same(Scene.Tasks[1], Scene.Find(TaskKind.Depth));
    }
}
