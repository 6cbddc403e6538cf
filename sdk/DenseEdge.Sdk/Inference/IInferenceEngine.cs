using DenseEdge.Contracts;

namespace DenseEdge.Sdk.Inference;

/// <summary>
/// Runs one model on one device. Inputs and outputs are bound to memory once, so that a frame allocates nothing; the
/// same frames give the same results on every engine within a stated tolerance.
/// </summary>
internal interface IInferenceEngine : IDisposable
{
    /// <summary>The engine, its version and what it computes on, such as <c>ONNX Runtime 1.29.0, Cpu</c>.</summary>
    string Name { get; }

    /// <summary>What computes the network.</summary>
    ExecutionProvider Provider { get; }

    /// <summary>The providers that were wanted before and are not usable.</summary>
    IReadOnlyList<EngineRefusal> Refusals { get; }

    /// <summary>Allocates the memory of one frame and binds it.</summary>
    /// <returns>The frame, disposed by the engine.</returns>
    FrameBuffers CreateBuffers();

    /// <summary>Gets ready for a set of tasks, so that the first run doesn't have to.</summary>
    /// <param name="tasks">At least one, all of the model.</param>
    /// <exception cref="EngineException">The engine failed.</exception>
    void Prepare(TaskSet tasks);

    /// <summary>Computes outputs of a frame from its input; <see cref="FrameBuffers.Complete"/> makes the results from
    /// them.</summary>
    /// <param name="buffers">A frame that <see cref="CreateBuffers"/> made.</param>
    /// <param name="tasks">The tasks whose outputs are wanted: at least one, all of the model. Outputs of others keep what they
    /// hold.</param>
    /// <exception cref="EngineException">The engine failed.</exception>
    void Run(FrameBuffers buffers, TaskSet tasks);
}
