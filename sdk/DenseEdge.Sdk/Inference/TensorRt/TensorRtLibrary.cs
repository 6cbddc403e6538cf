using System.Runtime.InteropServices;

namespace DenseEdge.Sdk.Inference.TensorRt;

/// <summary>Finds TensorRT, which has no C API but one function in C that tells its version.</summary>
internal static unsafe class TensorRtLibrary
{
    private const int NewestMajor = 12;
    private const int OldestMajor = 8;

    private static readonly Lazy<Version?> Found = new(Find);

    /// <summary>The version of the newest TensorRT that the system's loader finds, such as 10.3.0.</summary>
    /// <value>Null if there is none.</value>
    public static Version? Installed => Found.Value;

    /// <summary>Reads TensorRT's number of a version: 8502 is 8.5.2, and since TensorRT 10 100300 is 10.3.0.</summary>
    internal static Version Parse(int number)
    {
        const int firstLong = 100_000;
        return number < firstLong
            ? new Version(number / 1000, number % 1000 / 100, number % 100)
            : new Version(number / 10_000, number % 10_000 / 100, number % 100);
    }

    /// <summary>The names that the library may have, newest first.</summary>
    internal static IEnumerable<string> FileNames()
    {
        for (int major = NewestMajor; major >= OldestMajor; major--)
        {
            yield return !OperatingSystem.IsWindows() ? $"libnvinfer.so.{major}"
                : major >= 10 ? $"nvinfer_{major}.dll"
                : "nvinfer.dll";
        }
    }

    private static Version? Find()
    {
        foreach (string name in FileNames())
        {
            if (NativeLibrary.TryLoad(name, out IntPtr library)
                && NativeLibrary.TryGetExport(library, "getInferLibVersion", out IntPtr function))
            {
                return Parse(((delegate* unmanaged[Cdecl]<int>)function)());
            }
        }

        return null;
    }
}
