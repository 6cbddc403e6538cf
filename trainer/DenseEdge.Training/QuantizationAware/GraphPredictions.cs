using DenseEdge.Contracts;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.QuantizationAware;

/// <summary>The predictions of a graph in the form that the losses take.</summary>
/// <param name="network">The graph.</param>
/// <param name="logits">Where the predictions are.</param>
internal sealed class GraphPredictions(GraphNetwork network, IReadOnlyList<TaskLogits> logits)
{
    /// <summary>Predicts every task for one image, with gradients.</summary>
    /// <param name="image">[1, 3, H, W] float, RGB, 0 to 255, of the network's size.</param>
    /// <returns>By task, [1, channels, H, W], as a network's final predictions.</returns>
    public IReadOnlyDictionary<TaskKind, Tensor> Predict(Tensor image)
    {
        using DisposeScope scope = NewDisposeScope();
        bool channelsLast = network.InputShape[3] == image.shape[1];
        IReadOnlyDictionary<string, Tensor> values = network.call(channelsLast ? image.permute(0, 2, 3, 1) : image);
        return logits.ToDictionary(
            task => task.Task, task => task.ToPrediction(values[task.Value]).MoveToOuterDisposeScope());
    }
}
