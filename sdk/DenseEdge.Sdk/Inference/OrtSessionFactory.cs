using DenseEdge.Contracts;
using DenseEdge.Sdk.Diagnostics;
using DenseEdge.Sdk.Inference.Cuda;
using DenseEdge.Sdk.Inference.TensorRt;
using Microsoft.ML.OnnxRuntime;
using ModelMetadata = DenseEdge.Contracts.ModelMetadata;

namespace DenseEdge.Sdk.Inference;

/// <summary>Opens sessions of one model file on one provider: for all of its tasks, or for some.</summary>
internal sealed class OrtSessionFactory(OrtModelFile file, PredictorOptions options, ExecutionProvider provider)
{
    private readonly Lazy<string> _digest = new(file.Digest);

    public ExecutionProvider Provider { get; } = provider;

    /// <summary>Opens a session for the whole model.</summary>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime can't load the provider or the model.</exception>
    /// <exception cref="EntryPointNotFoundException">The native library was built without the provider.</exception>
    /// <exception cref="EngineException">The folder for built engines can't be written.</exception>
    /// <exception cref="InvalidDataException">The file is no DenseEdge model.</exception>
    public InferenceSession Open()
    {
        using SessionOptions session = Options(TensorRtFor(null));
        return new InferenceSession(file.Path, session);
    }

    /// <summary>Opens a session that computes some of the tasks, and nothing that only others need.</summary>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime can't load the model.</exception>
    /// <exception cref="EngineException">The model file changed, or the folder for built engines can't be written.</exception>
    public InferenceSession Open(ModelMetadata model, TaskSet tasks)
    {
        using SessionOptions session = Options(TensorRtFor(tasks));

        // A model from memory has no folder of its own for weights that lie beside it.
        session.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", file.Folder);
        return new InferenceSession(file.ReadPruned(model, tasks), session);
    }

    private SessionOptions Options(Dictionary<string, string>? tensorRt) => OrtSessionOptions.Create(options, Provider, tensorRt);

    private Dictionary<string, string>? TensorRtFor(TaskSet? tasks)
    {
        if (Provider != ExecutionProvider.TensorRt)
        {
            return null;
        }

        ModelMetadata model = file.ReadMetadata();
        CudaSystem cuda = CudaDriver.Read();
        CudaDevice device = cuda.Devices[options.DeviceIndex];
        Version version = TensorRtLibrary.Installed!;
        var precision = TensorRtPrecision.Of(model.Precision, version, options.AllowFloat16);
        EngineKey key = new(
            _digest.Value,
            (tasks ?? TaskSet.Of(model)).ToString(),
            version.ToString(),
            cuda.DriverVersion!,
            OrtEnv.Instance().GetVersionString(),
            device.Name,
            device.ComputeCapability,
            precision.ToString());
        string folder = EngineCache.Open(EngineCache.Root(options.CacheFolder), key);
        LoadReport.CacheOpened(options.Logger, file.Path, folder, EngineCache.HasEngine(folder));
        return TensorRtSettings.Create(options.DeviceIndex, precision, folder);
    }
}
