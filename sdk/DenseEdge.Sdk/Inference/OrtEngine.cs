using DenseEdge.Contracts;
using Microsoft.ML.OnnxRuntime;
using ModelMetadata = DenseEdge.Contracts.ModelMetadata;

namespace DenseEdge.Sdk.Inference;

/// <summary>Runs a model with ONNX Runtime.</summary>
internal sealed class OrtEngine : IInferenceEngine
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly List<OrtFrameBuffers> _buffers = [];

    private readonly IReadOnlyDictionary<TaskKind, TensorElement> _outputs;

    private OrtEngine(
        InferenceSession session, ModelMetadata model, IReadOnlyDictionary<TaskKind, TensorElement> outputs,
        ExecutionProvider provider, IReadOnlyList<EngineRefusal> refusals)
    {
        (Provider, Refusals) = (provider, refusals);
        _session = session;
        _outputs = outputs;
        Model = model;
        Name = $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}, {provider}";
    }

    public string Name { get; }

    public ExecutionProvider Provider { get; }

    public IReadOnlyList<EngineRefusal> Refusals { get; }

    public ModelMetadata Model { get; }

    /// <summary>Loads a model file and checks that its inputs and outputs are what its metadata say.</summary>
    /// <exception cref="InvalidDataException">The file is no ONNX model, has no DenseEdge metadata or contradicts
    /// them.</exception>
    /// <exception cref="EngineException">The execution provider isn't there.</exception>
    public static OrtEngine Load(string path, PredictorOptions options)
    {
        using SessionOptions session = Choose(options, out ExecutionProvider provider, out List<EngineRefusal> refusals);
        InferenceSession? loaded = null;
        try
        {
            loaded = new InferenceSession(path, session);
            loaded.ModelMetadata.CustomMetadataMap.TryGetValue(ModelMetadata.Key, out string? json);
            ModelMetadata model = ModelMetadata.Parse(json, path);
            IReadOnlyDictionary<TaskKind, TensorElement> outputs = OrtModelCheck.Require(loaded, model, path);
            OrtEngine engine = new(loaded, model, outputs, provider, refusals);
            loaded = null;
            return engine;
        }
        catch (OnnxRuntimeException exception)
        {
            throw new InvalidDataException(
                $"{path}: expected a model that ONNX Runtime can load: {exception.Message}", exception);
        }
        finally
        {
            loaded?.Dispose();
        }
    }

    private static SessionOptions Choose(
        PredictorOptions options, out ExecutionProvider provider, out List<EngineRefusal> refusals)
    {
        refusals = [];
        foreach (ExecutionProvider candidate in options.Providers)
        {
            try
            {
                provider = candidate;
                return OrtSessionOptions.Create(options, candidate);
            }
            catch (EngineException exception)
            {
                refusals.Add(new EngineRefusal(candidate, exception.Message));
            }
        }

        throw new EngineException(string.Join(Environment.NewLine, refusals.Select(refusal => refusal.Reason)), refusals);
    }

    public FrameBuffers CreateBuffers()
    {
        OrtFrameBuffers buffers = new(_session, Model, _outputs);
        _buffers.Add(buffers);
        return buffers;
    }

    public void Run(FrameBuffers buffers, TaskSet tasks)
    {
        try
        {
            _session.RunWithBinding(_run, ((OrtFrameBuffers)buffers).Binding);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new EngineException($"{Name}: running the model failed: {exception.Message}", exception);
        }
    }

    public void Dispose()
    {
        _buffers.ForEach(buffers => buffers.Dispose());
        _run.Dispose();
        _session.Dispose();
    }
}
