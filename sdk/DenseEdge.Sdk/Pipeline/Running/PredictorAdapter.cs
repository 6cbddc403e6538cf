using DenseEdge.Cameras;
using DenseEdge.Contracts;

namespace DenseEdge.Sdk.Pipeline.Running;

/// <summary>A <see cref="DensePredictor"/> for a pipeline.</summary>
internal sealed class PredictorAdapter(DensePredictor predictor) : IFramePredictor
{
    /// <inheritdoc/>
    public string EngineName => predictor.EngineName;

    /// <inheritdoc/>
    public TaskSet Tasks => predictor.Tasks;

    /// <inheritdoc/>
    public int ResultBuffers => predictor.ResultBuffers;

    /// <inheritdoc/>
    public void Prepare(TaskSet tasks) => predictor.Prepare(tasks);

    /// <inheritdoc/>
    public DensePrediction Run(Frame frame, TaskSet tasks, TimeSpan queued) => predictor.Run(frame, tasks, queued);

    /// <inheritdoc/>
    public void Dispose() => predictor.Dispose();
}
