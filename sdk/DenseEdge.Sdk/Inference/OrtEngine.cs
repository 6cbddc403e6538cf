using DenseEdge.Contracts;
using Microsoft.ML.OnnxRuntime;
using ModelMetadata = DenseEdge.Contracts.ModelMetadata;

namespace DenseEdge.Sdk.Inference;

/// <summary>Runs a model with ONNX Runtime. A set of tasks has a session of its own, because a session computes all of its
/// nodes, whatever outputs are bound; all sessions write into the same memory.</summary>
internal sealed class OrtEngine : IInferenceEngine
{
    private readonly OrtSessionFactory _factory;
    private readonly Dictionary<TaskSet, InferenceSession> _sessions;
    private readonly RunOptions _run = new();
    private readonly List<OrtFrameBuffers> _buffers = [];
    private readonly IReadOnlyDictionary<TaskKind, TensorElement> _outputs;

    /// <param name="session">The session of all tasks; the engine disposes it.</param>
    /// <param name="factory">Opens the sessions of some tasks.</param>
    /// <param name="model">What the model says about itself.</param>
    /// <param name="outputs">By task the element type of the graph's output.</param>
    /// <param name="refusals">The providers that were wanted before.</param>
    public OrtEngine(
        InferenceSession session,
        OrtSessionFactory factory,
        ModelMetadata model,
        IReadOnlyDictionary<TaskKind, TensorElement> outputs,
        IReadOnlyList<EngineRefusal> refusals)
    {
        _factory = factory;
        _sessions = new() { [TaskSet.Of(model)] = session };
        _outputs = outputs;
        Model = model;
        Refusals = refusals;
        Name = $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}, {Provider}";
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public ExecutionProvider Provider => _factory.Provider;

    /// <inheritdoc/>
    public IReadOnlyList<EngineRefusal> Refusals { get; }

    public ModelMetadata Model { get; }

    /// <inheritdoc/>
    public FrameBuffers CreateBuffers()
    {
        OrtFrameBuffers buffers = new(Model, _outputs);
        _buffers.Add(buffers);
        foreach ((TaskSet tasks, InferenceSession session) in _sessions)
        {
            buffers.Bind(tasks, session);
        }

        return buffers;
    }

    /// <inheritdoc/>
    public void Prepare(TaskSet tasks)
    {
        if (_sessions.ContainsKey(tasks))
        {
            return;
        }

        try
        {
            InferenceSession session = _factory.Open(Model, tasks);
            _sessions.Add(tasks, session);

            // No lambda: it would allocate its captured tasks on every call of this method, so with every frame.
            foreach (OrtFrameBuffers buffers in _buffers)
            {
                buffers.Bind(tasks, session);
            }
        }
        catch (OnnxRuntimeException exception)
        {
            throw new EngineException($"{Name}: preparing the tasks {tasks} failed: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public void Run(FrameBuffers buffers, TaskSet tasks)
    {
        Prepare(tasks);
        try
        {
            _sessions[tasks].RunWithBinding(_run, ((OrtFrameBuffers)buffers).Binding(tasks));
        }
        catch (OnnxRuntimeException exception)
        {
            throw new EngineException($"{Name}: running the model failed: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _buffers.ForEach(buffers => buffers.Dispose());
        _run.Dispose();
        foreach (InferenceSession session in _sessions.Values)
        {
            session.Dispose();
        }
    }
}
