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
    [InlineData("""{"format": 2}""", "expected metadata of format 1, found format 2")]
    [InlineData("""{"format": 1}""", "'producer'")]
    [InlineData("""{"format": 1, "producer": "x"}""", "'input.name'")]
    [InlineData("""{"format": 1, "producer": "x", "input": {"name": "image"}, "tasks": []}""", "at least 1x1 pixels, found 0x0")]
    [InlineData("""{"format": 1, "producer": "x", "input": {"name": "image", "height": 1, "width": 1}, "tasks": []}""", "different tasks")]
    [InlineData("""{"format": 1, "producer": "x", "input": {"name": "i"}, "tasks": [{"task": "smell"}]}""", "found 'smell'")]
    [InlineData("""{"format": 1, "producer": "x", "input": {"name": "i"}, "tasks": [{"task": "depth"}]}""", "'tasks.output'")]
    public void Parse_OfSomethingElse_NamesTheModelAndTheFault(string? json, string expected)
    {
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => ModelMetadata.Parse(json, "scene.onnx"));

        Assert.StartsWith("scene.onnx: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
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
