using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Training.Network;

namespace DenseEdge.Training.Export;

/// <summary>
/// Writes a network as an ONNX model that a device runs as it is: bytes in, every task in its final form out.
/// </summary>
/// <remarks>
/// <para>FP32, opset 17, batch 1, static shapes. Unless <see cref="ExportOptions"/> say otherwise the input <c>image</c> is
/// [1, H, W, 3] unsigned bytes, red first; outputs bear the tasks' keys and have the input's size: classes as bytes
/// [1, 1, H, W], depth in metres of at least 0, unit normals [1, 3, H, W], probabilities of boundaries and of the salient
/// object.</para>
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

    /// <summary>Writes a network as a model in memory: bytes in, labels out.</summary>
    /// <param name="network">The network; its mode doesn't matter.</param>
    /// <param name="trainingData">The name of the data set that it was trained on; null if it wasn't.</param>
    public static OnnxModel Build(MultiTaskNetwork network, string? trainingData)
        => Build(network, new ExportOptions { TrainingData = trainingData });

    /// <summary>Writes a network as a model in memory.</summary>
    /// <param name="network">The network; its mode doesn't matter.</param>
    /// <param name="options">What goes in and comes out.</param>
    /// <exception cref="ArgumentException">The options contradict each other or the network's size; the message lists every
    /// fault.</exception>
    public static OnnxModel Build(MultiTaskNetwork network, ExportOptions options)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        NetworkOptions shape = network.Options;
        options.Validated(shape.InputHeight, shape.InputWidth);
        FrameFit? fit = options.FitTo(shape.InputHeight, shape.InputWidth);
        ModelMetadata metadata = Describe(shape, options, fit);
        OnnxGraphBuilder graph = new("denseedge");
        LayerExport layers = new(graph);
        GraphValue image = InputExport.Declare(graph, metadata);
        IReadOnlyDictionary<TaskKind, GraphValue> fused =
            EncoderExport.Write(layers, network.Encoder, new InputExport(options, fit), image);
        IReadOnlyDictionary<TaskKind, GraphValue> features = HeadExport.Write(layers, network.Head, fused, shape.Genotype);
        AnswerExport answers = new(layers, options, fit ?? FrameFit.Stretch(shape.InputHeight, shape.InputWidth));
        foreach (TaskKind task in shape.Tasks.Select(task => task.Kind))
        {
            graph.Output(
                metadata.Find(task)!.OutputName, answers.Write(task, features[task], network.Head.FinalLogits[task]));
        }

        OnnxModel model = graph.Build(metadata.Producer);
        model.SetMetadata(ModelMetadata.Key, metadata.ToJson());
        return model;
    }

    private static ModelMetadata Describe(NetworkOptions shape, ExportOptions options, FrameFit? fit)
    {
        Version version = typeof(OnnxExporter).Assembly.GetName().Version ?? new Version(0, 0, 0);
        return new ModelMetadata
        {
            InputFormat = options.Input,
            InputHeight = options.CameraHeight ?? shape.InputHeight,
            InputWidth = options.CameraWidth ?? shape.InputWidth,
            Fit = fit,
            Producer = $"DenseEdge {version.ToString(3)}",
            Backbone = shape.Backbone.ToString(),
            Genotype = shape.Genotype,
            TrainingData = options.TrainingData,
            HasRandomWeights = options.HasRandomWeights,
            Target = options.Target,
            Tasks = [.. shape.Tasks.Select(task => ModelTask.Of(task, options.Answers))],
        };
    }
}
