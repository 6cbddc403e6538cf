using DenseEdge.Contracts;
using DenseEdge.Onnx;

namespace DenseEdge.Sdk.Tests.Pipeline.Support;

/// <summary>A convolutional network with random weights, for segmentation and depth: what the engine does with it is real work, what
/// it answers means nothing.</summary>
internal static class SmallNetwork
{
    private const int Height = 96;
    private const int Width = 128;
    private const int Channels = 16;

    /// <summary>Saves the model.</summary>
    public static string Save(string folder)
    {
        Random random = new(11);
        OnnxGraphBuilder graph = new("small");
        GraphValue image = graph.Input("image", GraphElementType.UInt8, 1, Height, Width, 3);
        GraphValue features = graph.Mul(
            graph.Cast(graph.Transpose(image, 0, 3, 1, 2), GraphElementType.Float32), graph.Scalar(1f / 255));
        features = graph.Relu(Conv(graph, features, 3, Channels, stride: 2, random));
        features = graph.Relu(Conv(graph, features, Channels, Channels, stride: 2, random));
        features = graph.Relu(Conv(graph, features, Channels, Channels, stride: 1, random));
        GraphValue scores = graph.ResizeLinear(
            Conv(graph, features, Channels, TestModel.Segmentation.Classes.Count, 1, random), Height, Width);
        GraphValue depth = graph.ResizeLinear(graph.Relu(Conv(graph, features, Channels, 1, 1, random)), Height, Width);
        graph.Output(TaskKind.SemanticSegmentation.Key(), graph.Cast(graph.ArgMax(scores, 1), GraphElementType.UInt8));
        graph.Output(TaskKind.Depth.Key(), depth);
        OnnxModel model = graph.Build("DenseEdge tests");
        model.SetMetadata(ModelMetadata.Key, Metadata.ToJson());
        string path = Path.Combine(folder, "small.onnx");
        model.Save(path);
        return path;
    }

    private static ModelMetadata Metadata => new()
    {
        InputHeight = Height,
        InputWidth = Width,
        Producer = "DenseEdge tests",
        Tasks = [ModelTask.Of(TestModel.Segmentation), ModelTask.Of(new TaskSpec { Kind = TaskKind.Depth })],
    };

    private static GraphValue Conv(OnnxGraphBuilder graph, GraphValue input, int inputs, int outputs, int stride, Random random)
    {
        float[] weights = new float[outputs * inputs * 9];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = (random.NextSingle() - 0.4f) / inputs;
        }

        return graph.Conv(input, graph.Initializer(weights, [outputs, inputs, 3, 3]), stride: stride, padding: Padding2d.All(1));
    }
}
