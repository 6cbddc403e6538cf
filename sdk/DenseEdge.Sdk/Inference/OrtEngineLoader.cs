using DenseEdge.Contracts;
using DenseEdge.Sdk.Inference.Choosing;
using DenseEdge.Sdk.Inference.Library;
using Microsoft.ML.OnnxRuntime;
using ModelMetadata = DenseEdge.Contracts.ModelMetadata;

namespace DenseEdge.Sdk.Inference;

/// <summary>Loads a model with the first of the wanted providers that takes it.</summary>
internal static class OrtEngineLoader
{
    /// <summary>Loads a model file and checks that its inputs and outputs are what its metadata say.</summary>
    /// <exception cref="InvalidDataException">The file is no ONNX model, has no DenseEdge metadata or contradicts
    /// them.</exception>
    /// <exception cref="EngineException">No provider is usable, or the native library isn't.</exception>
    public static OrtEngine Load(string path, PredictorOptions options)
    {
        OrtLibrary.Use(options.NativeLibraryPath);
        return Load(new OrtModelFile(path), options, new SystemProbe());
    }

    /// <summary>Loads a model file on a machine that a probe describes.</summary>
    internal static OrtEngine Load(OrtModelFile file, PredictorOptions options, IProviderProbe probe)
    {
        List<EngineRefusal> refusals = [];
        foreach (ExecutionProvider provider in options.Providers)
        {
            EngineRefusal? refusal = ProviderRanking.Refuse(provider, options.DeviceIndex, probe);
            if (refusal is null && TryOpen(new OrtSessionFactory(file, options, provider), refusals, file.Path) is { } engine)
            {
                return engine;
            }

            if (refusal is not null)
            {
                refusals.Add(refusal);
            }
        }

        throw new EngineException(Message(file.Path, refusals), refusals);
    }

    private static OrtEngine? TryOpen(OrtSessionFactory factory, List<EngineRefusal> refusals, string path)
    {
        InferenceSession session;
        try
        {
            session = factory.Open();
        }
        catch (Exception exception)
            when (factory.Provider != ExecutionProvider.Cpu
                && exception is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException)
        {
            refusals.Add(new EngineRefusal(
                factory.Provider, $"it doesn't load the model. ONNX Runtime said: {exception.Message}"));
            return null;
        }
        catch (OnnxRuntimeException exception)
        {
            // The processor takes every model that ONNX Runtime takes, so the file is at fault.
            throw new InvalidDataException(
                $"{path}: expected a model that ONNX Runtime can load: {exception.Message}", exception);
        }

        return Wrap(session, factory, refusals, path);
    }

    private static OrtEngine Wrap(
        InferenceSession session, OrtSessionFactory factory, IReadOnlyList<EngineRefusal> refusals, string path)
    {
        InferenceSession? open = session;
        try
        {
            ModelMetadata model = ModelMetadata.Parse(Metadata(session, path), path);
            IReadOnlyDictionary<TaskKind, TensorElement> outputs = OrtModelCheck.Require(session, model, path);
            open = null;
            return new OrtEngine(session, factory, model, outputs, refusals);
        }
        finally
        {
            open?.Dispose();
        }
    }

    private static string? Metadata(InferenceSession session, string path)
    {
        try
        {
            return session.ModelMetadata.CustomMetadataMap.GetValueOrDefault(ModelMetadata.Key);
        }
        catch (NullReferenceException exception)
        {
            // ONNX Runtime's own code, where a file's metadata has a key without a value that it can look up.
            throw new InvalidDataException(
                $"{path}: expected metadata of keys and values, found damaged ones. Export or download the model again.", exception);
        }
    }

    private static string Message(string path, IReadOnlyList<EngineRefusal> refusals)
        => $"{path}: no execution provider of PredictorOptions.Providers is usable here; "
            + $"{nameof(ExecutionProviders)}.{nameof(ExecutionProviders.Automatic)} also takes the processor. "
            + string.Join(" ", refusals.Select(refusal => $"{refusal.Provider}: {refusal.Reason}"));
}
