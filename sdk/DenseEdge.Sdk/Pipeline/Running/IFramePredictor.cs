using DenseEdge.Cameras;
using DenseEdge.Contracts;

namespace DenseEdge.Sdk.Pipeline.Running;

/// <summary>What a pipeline needs of a predictor.</summary>
internal interface IFramePredictor : IDisposable
{
    /// <summary>The engine, its version and what it computes on.</summary>
    string EngineName { get; }

    /// <summary>The tasks that the model answers.</summary>
    TaskSet Tasks { get; }

    /// <summary>How many predictions may be alive at once.</summary>
    int ResultBuffers { get; }

    /// <summary>Gets ready for a set of tasks, so that its first frame is as fast as the others.</summary>
    /// <param name="tasks">At least one of <see cref="Tasks"/>, and no other.</param>
    void Prepare(TaskSet tasks);

    /// <summary>Computes some tasks of a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="tasks">At least one of <see cref="Tasks"/>, and no other.</param>
    /// <param name="queued">How long the frame waited in the ring.</param>
    DensePrediction Run(Frame frame, TaskSet tasks, TimeSpan queued);
}
