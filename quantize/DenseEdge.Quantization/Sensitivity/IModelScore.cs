using DenseEdge.Onnx;

namespace DenseEdge.Quantization.Sensitivity;

/// <summary>Measures models on data with labels. Whoever has data and metrics implements it.</summary>
public interface IModelScore
{
    /// <summary>Measures every task, always the same metrics in the same order.</summary>
    /// <param name="model">A model with the inputs and outputs of the float one.</param>
    IReadOnlyList<TaskMetric> Measure(OnnxModel model);

    /// <summary>Finds what one image costs on the target: measured for every model, or modelled for every one.</summary>
    /// <param name="model">A model.</param>
    ModelCost CostOf(OnnxModel model);
}
