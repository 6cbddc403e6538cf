using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace DenseEdge.Sdk.Inference.Library;

/// <summary>
/// Which native ONNX Runtime the process uses. A path given by the user, in the options or in <see cref="Variable"/>, wins over
/// every other candidate and has no fallback; without one, ONNX Runtime's own search decides. A process has one library: the
/// first use fixes it.
/// </summary>
internal static class OrtLibrary
{
    /// <summary>The environment variable that names the library; the option wins over it.</summary>
    public const string Variable = "DENSEEDGE_ONNXRUNTIME";

    // The official C# API imports from "onnxruntime", in some versions with prefix or suffix.
    private const string ImportName = "onnxruntime";

    private static readonly Lock Turn = new();
    private static OrtLibraryFile? _chosen;

    /// <summary>The library that the user named and that was loaded.</summary>
    /// <value>Null while ONNX Runtime's own search decides.</value>
    public static OrtLibraryFile? Chosen => _chosen;

    /// <summary>Makes the process use the library that the user named, if he did. To be called before anything else of ONNX
    /// Runtime.</summary>
    /// <param name="option"><see cref="PredictorOptions.NativeLibraryPath"/>.</param>
    /// <exception cref="EngineException">The library can't be loaded, is no ONNX Runtime or too old, or the process uses another
    /// one already.</exception>
    public static void Use(string? option)
    {
        if (OrtLibraryRequest.From(option, Environment.GetEnvironmentVariable(Variable)) is not { } request)
        {
            return;
        }

        lock (Turn)
        {
            if (_chosen is null)
            {
                RequireUnused(request);
                Register(request, OrtLibraryFile.Load(request));
            }
            else if (_chosen.Path != request.Path)
            {
                throw new EngineException(
                    $"{request.Origin}: expected the native ONNX Runtime {request.Path}, but this process already uses "
                    + $"{_chosen.Path}: a process has one. Name the same library everywhere, or start another process.");
            }
        }
    }

    private static void RequireUnused(OrtLibraryRequest request)
    {
        if (OrtEnv.IsCreated)
        {
            throw TooLate(request, null);
        }
    }

    private static void Register(OrtLibraryRequest request, OrtLibraryFile file)
    {
        try
        {
            NativeLibrary.SetDllImportResolver(
                typeof(OrtEnv).Assembly,
                (name, _, _) => name.Contains(ImportName, StringComparison.Ordinal) ? file.Handle : IntPtr.Zero);
        }
        catch (InvalidOperationException exception)
        {
            // ONNX Runtime registers a resolver of its own with its first use.
            throw TooLate(request, exception);
        }

        _chosen = file;
    }

    private static EngineException TooLate(OrtLibraryRequest request, Exception? cause) => new(
        $"{request.Origin}: the native ONNX Runtime {request.Path} comes too late, because this process already uses another "
        + $"one. Name it before the first use of ONNX Runtime, or set {Variable} before the program starts.",
        cause!);
}
