using DenseEdge.Contracts;
using DenseEdge.Onnx;

namespace DenseEdge.Sdk.Tests;

/// <summary>The same three answers (see <see cref="TestModel"/>) from models of every form that targets ask for: classes by
/// the brightest of red, green, blue and a constant grey, red in centimetres as depth, green / 255 as boundary.</summary>
internal sealed record ModelForms
{
    /// <summary>The logit of the fourth class.</summary>
    public const float Grey = 100;

    public InputFormat Input { get; init; } = InputFormat.UInt8Nhwc;

    public AnswerForm Answers { get; init; } = AnswerForm.Labels;

    public GraphElementType LabelType { get; init; } = GraphElementType.UInt8;

    public GraphElementType NumberType { get; init; } = GraphElementType.Float32;

    public FrameFit? Fit { get; init; }

    public ModelMetadata Metadata => new()
    {
        InputFormat = Input,
        InputHeight = TestModel.Height,
        InputWidth = TestModel.Width,
        Fit = Fit,
        Producer = "DenseEdge tests",
        Tasks =
        [
            ModelTask.Of(TestModel.Segmentation, Answers),
            ModelTask.Of(new TaskSpec { Kind = TaskKind.Depth }),
            ModelTask.Of(new TaskSpec { Kind = TaskKind.Boundaries }),
        ],
    };

    public string Save(string folder)
    {
        OnnxModel model = Build();
        model.SetMetadata(ModelMetadata.Key, Metadata.ToJson());
        string path = Path.Combine(folder, $"{Guid.NewGuid():N}.onnx");
        model.Save(path);
        return path;
    }

    private OnnxModel Build()
    {
        OnnxGraphBuilder graph = new("forms");
        GraphValue pixels = Planes(graph);
        pixels = Fit is null
            ? pixels
            : graph.ResizeLinear(pixels, Fit.OutputHeight, Fit.OutputWidth);
        GraphValue red = graph.Slice(pixels, 1, 0, 1), green = graph.Slice(pixels, 1, 1, 2);
        GraphValue grey = graph.Add(graph.Mul(red, graph.Scalar(0)), graph.Scalar(Grey));
        GraphValue logits = graph.Concat(1, pixels, grey);
        graph.Output("semseg", Answers == AnswerForm.Logits
            ? graph.Cast(logits, NumberType)
            : graph.Cast(graph.ArgMax(logits, 1), LabelType));
        graph.Output("depth", graph.Cast(graph.Mul(red, graph.Scalar(0.01f)), NumberType));
        graph.Output("edge", graph.Cast(graph.Mul(green, graph.Scalar(1f / 255)), NumberType));
        return graph.Build("DenseEdge tests");
    }

    private GraphValue Planes(OnnxGraphBuilder graph)
    {
        const int height = TestModel.Height, width = TestModel.Width;
        return Input switch
        {
            InputFormat.UInt8Nhwc => graph.Cast(
                graph.Transpose(graph.Input("image", GraphElementType.UInt8, 1, height, width, 3), 0, 3, 1, 2),
                GraphElementType.Float32),
            InputFormat.Float32Nchw => graph.Input("image", GraphElementType.Float32, 1, 3, height, width),
            _ => graph.Cast(graph.Input("image", GraphElementType.Float16, 1, 3, height, width), GraphElementType.Float32),
        };
    }
}
