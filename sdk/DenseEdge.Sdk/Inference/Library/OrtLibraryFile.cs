using System.Runtime.InteropServices;

namespace DenseEdge.Sdk.Inference.Library;

/// <summary>A native ONNX Runtime in memory. It stays there until the process ends.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Version">Its version, such as <c>1.29.0</c>.</param>
/// <param name="Handle">The system's handle.</param>
internal sealed record OrtLibraryFile(string Path, string Version, IntPtr Handle)
{
    private const string Entry = "OrtGetApiBase";

    /// <summary>The oldest native version that the C# API of this build can speak to: that API reads a table of functions whose
    /// end older libraries don't have.</summary>
#if ENGINE_SOURCE_SYSTEM
    public static readonly Version Oldest = new(1, 24);
#else
    public static readonly Version Oldest = new(1, 20);
#endif

    /// <summary>Loads a library and asks it for its version, before the C# API does anything with it.</summary>
    /// <exception cref="EngineException">There is no such file, the system can't load it, it is no ONNX Runtime, or it is too
    /// old.</exception>
    public static OrtLibraryFile Load(OrtLibraryRequest request)
    {
        if (!File.Exists(request.Path))
        {
            throw new EngineException($"{request.Origin}: expected the native ONNX Runtime {request.Path}, found no such file.");
        }

        IntPtr handle;
        try
        {
            handle = NativeLibrary.Load(request.Path);
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            throw new EngineException(
                $"{request.Origin}: the system can't load {request.Path}: {exception.Message.ReplaceLineEndings(" ")}",
                exception);
        }

        if (!NativeLibrary.TryGetExport(handle, Entry, out IntPtr entry))
        {
            NativeLibrary.Free(handle);
            throw new EngineException(
                $"{request.Origin}: expected a native ONNX Runtime, but {request.Path} has no function {Entry}.");
        }

        string version = ReadVersion(entry);
        RequireVersion(request, version);
        return new OrtLibraryFile(request.Path, version, handle);
    }

    /// <exception cref="EngineException">The version is too old.</exception>
    internal static void RequireVersion(OrtLibraryRequest request, string version)
    {
        // A build of one's own may have a suffix: "1.24.1-rc1".
        bool isKnown = System.Version.TryParse(version.Split('-', '+')[0], out Version? number);
        if (!isKnown || number < Oldest)
        {
            throw new EngineException(
                $"{request.Origin}: expected an ONNX Runtime of version {Oldest} or newer, found {version} in {request.Path}. "
                + "Build or download a newer one, or build DenseEdge with -p:EngineSource=nuget, which takes 1.20 and newer.");
        }
    }

    /// <summary>Reads the version: the entry gives a table of two functions, the second of which tells it as text.</summary>
    private static unsafe string ReadVersion(IntPtr entry)
    {
        IntPtr* table = ((delegate* unmanaged[Cdecl]<IntPtr*>)entry)();
        IntPtr text = ((delegate* unmanaged[Cdecl]<IntPtr>)table[1])();
        return Marshal.PtrToStringUTF8(text) ?? "none";
    }
}
