using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Training.Network;

namespace DenseEdge.Training.Export;

/// <summary>
/// Writes a network as an ONNX model that a device runs as it is: bytes in, every task in its final form out.
/// </summary>
/// <remarks>
/// <para>FP32, opset 17, batch 1, static shapes. The input <c>image</c> is [1, H, W, 3] unsigned bytes, red first.
/// Outputs bear the tasks' keys and have the input's size: classes as bytes [1, 1, H, W], depth in metres of at least
/// 0, unit normals [1, 3, H, W], probabilities of boundaries and of the salient object.</para>
/// <para>The graph computes what the network computes in evaluation mode, with these exact rewritings: normalisations
/// and constant factors are folded into convolutions in double precision, convolutions of one input are merged into
/// one, and the two salient logits become one, their difference.</para>
/// </remarks>
public static class OnnxExporter
{
    /// <summary>Writes a network to a file.</summary>
    /// <param name="network">The network; its mode doesn't matter.</param>
    /// <param name="path">Path of the ONNX file; it is replaced as a whole.</param>
    /// <param name="trainingData">The name of the data set that it was trained on; null if it wasn't.</param>
    /// <returns>What the model holds.</returns>
    public static OnnxModelSummary Export(MultiTaskNetwork network, string path, string? trainingData)
    {
        OnnxModel model = Build(network, trainingData);
        model.Save(path);
        return model.Summarize();
    }

    /// <summary>Writes a network as a model in memory.</summary>
    /// <param name="network">The network; its mode doesn't matter.</param>
    /// <param name="trainingData">The name of the data set that it was trained on; null if it wasn't.</param>
    public static OnnxModel Build(MultiTaskNetwork network, string? trainingData)
    {
        ArgumentNullException.ThrowIfNull(network);
        NetworkOptions options = network.Options;
        (int height, int width) = (options.InputHeight, options.InputWidth);
        OnnxGraphBuilder graph = new("denseedge");
        LayerExport layers = new(graph);
        ModelMetadata metadata = Describe(options, trainingData);
        GraphValue image = graph.Input(metadata.InputName, GraphElementType.UInt8, 1, height, width, 3);

        IReadOnlyDictionary<TaskKind, GraphValue> fused = EncoderExport.Write(layers, network.Encoder, image);
        IReadOnlyDictionary<TaskKind, GraphValue> features =
            HeadExport.Write(layers, network.Head, fused, options.Genotype);
        foreach (TaskSpec task in options.Tasks)
        {
            GraphValue answer = AnswerExport.Write(
                layers, task.Kind, features[task.Kind], network.Head.FinalLogits[task.Kind], height, width);
            graph.Output(metadata.Find(task.Kind)!.OutputName, answer);
        }

        OnnxModel model = graph.Build(metadata.Producer);
        model.SetMetadata(ModelMetadata.Key, metadata.ToJson());
        return model;
    }

    private static ModelMetadata Describe(NetworkOptions options, string? trainingData)
    {
        Version version = typeof(OnnxExporter).Assembly.GetName().Version ?? new Version(0, 0, 0);
        return new ModelMetadata
        {
            InputHeight = options.InputHeight,
            InputWidth = options.InputWidth,
            Producer = $"DenseEdge {version.ToString(3)}",
            Backbone = options.Backbone.ToString(),
            Genotype = options.Genotype,
            TrainingData = trainingData,
            Tasks = [.. options.Tasks.Select(ModelTask.Of)],
        };
    }
}
