using DenseEdge.Contracts;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using static TorchSharp.torch;

namespace DenseEdge.Training.QuantizationAware;

/// <summary>Where a graph computes a task's prediction before its final form: what the losses are made for.</summary>
/// <param name="Task">The task.</param>
/// <param name="Value">The value: class logits, metres that may be below 0, normals of any length, one logit.</param>
/// <param name="IsChannelsLast">Whether it is [1, H, W, L] and not [1, L, H, W].</param>
internal sealed record TaskLogits(TaskKind Task, string Value, bool IsChannelsLast)
{
    /// <summary>Walks back from a task's output over its final form.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="task">The task.</param>
    /// <param name="output">Its output.</param>
    /// <exception cref="InvalidDataException">There is no such output.</exception>
    public static TaskLogits Find(OnnxGraph graph, TaskKind task, string output)
    {
        if (!graph.IsOutput(output))
        {
            throw new InvalidDataException(
                $"Expected an output '{output}' for {task.Key()}, found {string.Join(", ", graph.Outputs)}.");
        }

        return task switch
        {
            TaskKind.SemanticSegmentation or TaskKind.HumanParts => BeforeLabels(graph, task, output),
            TaskKind.Depth => new TaskLogits(task, Before(graph, output, "Relu"), false),
            TaskKind.SurfaceNormals => new TaskLogits(task, Before(graph, output, "Div"), false),
            _ => new TaskLogits(task, Before(graph, output, "Sigmoid"), false),
        };
    }

    /// <summary>Brings the value into the form of the network's own predictions.</summary>
    /// <param name="value">What the graph computed.</param>
    /// <returns>[1, channels, H, W], channels as the losses expect them.</returns>
    public Tensor ToPrediction(Tensor value)
    {
        Tensor prediction = IsChannelsLast ? value.permute(0, 3, 1, 2) : value;

        // The exporter writes the difference of the two logits; softmax and cross entropy see nothing else of them.
        return Task == TaskKind.Saliency ? cat([zeros_like(prediction), prediction], 1) : prediction;
    }

    private static TaskLogits BeforeLabels(OnnxGraph graph, TaskKind task, string output)
    {
        string value = output;
        while (graph.Producer(value) is { OpType: "Cast" or "Reshape" or "Squeeze" or "Unsqueeze" } node)
        {
            value = node.Input[0];
        }

        return graph.Producer(value) is { OpType: "ArgMax" } best
            ? new TaskLogits(task, best.Input[0], Axis(best) is 3 or -1)
            : new TaskLogits(task, output, false);
    }

    private static long Axis(NodeProto node) => node.Attribute.FirstOrDefault(attribute => attribute.Name == "axis")?.I ?? 0;

    private static string Before(OnnxGraph graph, string output, string operation)
        => graph.Producer(output) is { } node && node.OpType == operation ? node.Input[0] : output;
}
