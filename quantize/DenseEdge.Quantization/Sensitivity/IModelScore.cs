using DenseEdge.Onnx;

namespace DenseEdge.Quantization.Sensitivity;

/// <summary>Measures models on data with labels. Whoever has data and metrics implements it.</summary>
public interface IModelScore
{
    /// <summary>Measures every task, always the same metrics in the same order.</summary>
    /// <param name="model">A model with the inputs and outputs of the float one.</param>
    IReadOnlyList<TaskMetric> Measure(OnnxModel model);

    /// <summary>Measures the time of one image.</summary>
    /// <param name="model">A model.</param>
    /// <returns>The median in milliseconds; null if this machine doesn't stand for the target.</returns>
    double? LatencyMs(OnnxModel model);
}
