using DenseEdge.Contracts;
using DenseEdge.Onnx;

namespace DenseEdge.Sdk.Tests;

/// <summary>
/// A network without weights that answers all six tasks with numbers that a test can work out by hand: red / 85 is the
/// class, red in centimetres the depth, the normal is the colour as a direction, green / 255 the boundary, blue / 255
/// the saliency.
/// </summary>
internal static class TestModel
{
    public const int Height = 12;
    public const int Width = 16;

    public static readonly TaskSpec Segmentation = new()
    {
        Kind = TaskKind.SemanticSegmentation,
        Classes =
        [
            new LabelClass("dark", 0, 0, 0), new LabelClass("dim", 80, 0, 0),
            new LabelClass("light", 160, 0, 0), new LabelClass("bright", 255, 255, 0),
        ],
    };

    public static ModelMetadata Metadata { get; } = new()
    {
        InputHeight = Height,
        InputWidth = Width,
        Producer = "DenseEdge tests",
        Tasks =
        [
            ModelTask.Of(Segmentation),
            ModelTask.Of(new TaskSpec { Kind = TaskKind.HumanParts, Classes = Segmentation.Classes }),
            ModelTask.Of(new TaskSpec { Kind = TaskKind.Saliency }),
            ModelTask.Of(new TaskSpec { Kind = TaskKind.Depth }),
            ModelTask.Of(new TaskSpec { Kind = TaskKind.SurfaceNormals }),
            ModelTask.Of(new TaskSpec { Kind = TaskKind.Boundaries }),
        ],
    };

    /// <summary>Builds the graph with the outputs of some tasks.</summary>
    public static OnnxModel Build(params ReadOnlySpan<TaskKind> tasks)
    {
        OnnxGraphBuilder graph = new("six-answers");
        GraphValue image = graph.Input("image", GraphElementType.UInt8, 1, Height, Width, 3);
        GraphValue pixels = graph.Cast(graph.Transpose(image, 0, 3, 1, 2), GraphElementType.Float32);
        foreach (TaskKind task in tasks)
        {
            graph.Output(task.Key(), Answer(graph, pixels, task));
        }

        return graph.Build("DenseEdge tests");
    }

    /// <summary>Saves the model with all six tasks and its metadata.</summary>
    public static string Save(string folder)
    {
        OnnxModel model = Build([.. TaskKinds.All]);
        model.SetMetadata(ModelMetadata.Key, Metadata.ToJson());
        string path = Path.Combine(folder, "six.onnx");
        model.Save(path);
        return path;
    }

    public static Rgb24Image Noise(int height, int width, int seed)
    {
        Rgb24Image image = new(height, width);
        new Random(seed).NextBytes(image.Pixels);
        return image;
    }

    private static GraphValue Answer(OnnxGraphBuilder graph, GraphValue pixels, TaskKind task) => task switch
    {
        TaskKind.Depth => graph.Mul(Channel(graph, pixels, 0), graph.Scalar(0.01f)),
        TaskKind.SurfaceNormals => graph.Div(Signed(graph, pixels), graph.ReduceL2(Signed(graph, pixels), keepDims: true, 1)),
        TaskKind.Boundaries => graph.Mul(Channel(graph, pixels, 1), graph.Scalar(1f / 255)),
        TaskKind.Saliency => graph.Mul(Channel(graph, pixels, 2), graph.Scalar(1f / 255)),
        TaskKind.HumanParts => graph.Cast(graph.ArgMax(pixels, 1), GraphElementType.UInt8),
        _ => graph.Cast(graph.Mul(Channel(graph, pixels, 0), graph.Scalar(1f / 85)), GraphElementType.UInt8),
    };

    private static GraphValue Signed(OnnxGraphBuilder graph, GraphValue pixels) => graph.Sub(pixels, graph.Scalar(127.5f));

    private static GraphValue Channel(OnnxGraphBuilder graph, GraphValue pixels, int channel)
        => graph.Slice(pixels, 1, channel, channel + 1);
}
