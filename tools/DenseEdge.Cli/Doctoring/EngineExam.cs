using DenseEdge.Sdk;
using DenseEdge.Sdk.Inference.Choosing;
using DenseEdge.Sdk.Inference.Cuda;
using DenseEdge.Sdk.Inference.Library;
using DenseEdge.Sdk.Inference.TensorRt;

namespace DenseEdge.Cli.Doctoring;

/// <summary>Which ONNX Runtime is loaded, from where, and what it can compute with here.</summary>
internal static class EngineExam
{
    private const string Area = "engine";
    private const string Guide = "See docs/jetson.md.";

    /// <summary>Looks at the native library, the GPU's libraries and every provider.</summary>
    public static IEnumerable<DoctorFinding> Examine()
    {
        IProviderProbe probe;
        try
        {
            OrtLibrary.Use(null);
            probe = new SystemProbe();
        }
        catch (EngineException exception)
        {
            return [new DoctorFinding(Area, "onnx runtime", FindingState.Bad, exception.Message, Guide)];
        }

        return [Library(probe), .. Providers(probe), .. Nvidia(CudaDriver.Read(), TensorRtLibrary.Installed)];
    }

    /// <summary>Judges every provider that is tried automatically.</summary>
    internal static IEnumerable<DoctorFinding> Providers(IProviderProbe probe)
    {
        foreach (ExecutionProvider provider in ExecutionProviders.Automatic)
        {
            // A library lists what it was built with; whether that runs on this GPU shows only with a model.
            yield return ProviderRanking.Refuse(provider, 0, probe) is { } refusal
                ? new DoctorFinding(Area, Name(provider), FindingState.Absent, refusal.Reason)
                : new DoctorFinding(
                    Area, Name(provider), FindingState.Good, "offered; 'doctor --model FILE' proves it with a frame");
        }
    }

    /// <summary>Tells what NVIDIA's libraries say.</summary>
    internal static IEnumerable<DoctorFinding> Nvidia(CudaSystem cuda, Version? tensorRt)
    {
        yield return cuda.Fault is { } fault
            ? new DoctorFinding(Area, "nvidia driver", FindingState.Absent, fault)
            : new DoctorFinding(Area, "nvidia driver", FindingState.Good, $"CUDA {cuda.DriverVersion}");
        foreach (CudaDevice device in cuda.Devices)
        {
            string kind = device.IsIntegrated ? "integrated" : "discrete";
            yield return new DoctorFinding(
                Area, $"gpu {device.Index}", FindingState.Good,
                $"{device.Name}, {kind}, compute capability {device.ComputeCapability}");
        }

        yield return tensorRt is null
            ? new DoctorFinding(Area, "tensorrt library", FindingState.Absent, "none found")
            : new DoctorFinding(Area, "tensorrt library", FindingState.Good, tensorRt.ToString());
    }

    private static DoctorFinding Library(IProviderProbe probe)
    {
        string origin = OrtLibrary.Chosen is null
            ? $"{LoadedLibrary.Find("onnxruntime") ?? "beside the program"}, found by ONNX Runtime's own search"
            : $"named by {OrtLibrary.Variable}";
        return new DoctorFinding(Area, "onnx runtime", FindingState.Good, $"{probe.Library}, {origin}");
    }

    private static string Name(ExecutionProvider provider) => provider switch
    {
        ExecutionProvider.TensorRt => "provider tensorrt",
        ExecutionProvider.Cuda => "provider cuda",
        ExecutionProvider.DirectMl => "provider directml",
        _ => "provider cpu",
    };
}
