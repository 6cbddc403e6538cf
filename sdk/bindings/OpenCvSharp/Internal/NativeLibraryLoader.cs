using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace OpenCvSharp.Internal;

/// <summary>
/// Finds the shim: the path in the environment variable (then nowhere else), beside the program, in
/// <c>runtimes/&lt;rid&gt;/native</c>. What was tried, and what the system's loader said, is in the exception.
/// </summary>
internal static class NativeLibraryLoader
{
    internal const string Variable = "DENSEEDGE_OPENCV_LIBRARY";

    private const int AbiVersion = 2;

    private static readonly string[] Architectures = ["x86", "x64", "arm", "arm64"];

    private static string RuntimeId
    {
        get
        {
            string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
            int architecture = (int)RuntimeInformation.ProcessArchitecture;
            string name = architecture < Architectures.Length
                ? Architectures[architecture]
                : RuntimeInformation.ProcessArchitecture.ToString();
            return $"{system}-{name}";
        }
    }

    private static string FileName =>
        OperatingSystem.IsWindows() ? $"{NativeMethods.Library}.dll"
        : OperatingSystem.IsMacOS() ? $"lib{NativeMethods.Library}.dylib"
        : $"lib{NativeMethods.Library}.so";

    /// <summary>Gets the places to look at, in order.</summary>
    /// <param name="variable">The value of the environment variable; null or empty if it isn't set.</param>
    /// <param name="folder">The program's folder.</param>
    internal static IReadOnlyList<string> Candidates(string? variable, string folder) =>
        string.IsNullOrEmpty(variable)
            ? [Path.Combine(folder, FileName), Path.Combine(folder, "runtimes", RuntimeId, "native", FileName)]
            : [variable];

    /// <summary>Loads the first library that loads.</summary>
    /// <param name="candidates">Paths, in order.</param>
    /// <exception cref="DllNotFoundException">None loads; the message has every attempt.</exception>
    internal static IntPtr Load(IReadOnlyList<string> candidates)
    {
        var trace = new StringBuilder();
        foreach (string candidate in candidates)
        {
            if (TryLoad(candidate, trace, out IntPtr library))
            {
                return library;
            }
        }

        throw new DllNotFoundException(
            $"The native library '{NativeMethods.Library}' could not be loaded for {RuntimeId}. Set {Variable} " +
            $"to its path, or build it with tools/build-native.sh (it needs OpenCV 4.5 or later). Tried:{trace}");
    }

    internal static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        name == NativeMethods.Library
            ? Load(Candidates(Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory))
            : IntPtr.Zero;

    /// <exception cref="DllNotFoundException">The loaded shim speaks another version.</exception>
    internal static void CheckAbi(int found)
    {
        if (found != AbiVersion)
        {
            throw new DllNotFoundException(
                $"The native library '{NativeMethods.Library}' has ABI version {found}, expected {AbiVersion}. " +
                "Build both from the same sources.");
        }
    }

    [SuppressMessage(
        "Design", "CA1031:Do not catch general exception types", Justification = "Each is put on the trace.")]
    private static bool TryLoad(string candidate, StringBuilder trace, out IntPtr library)
    {
        try
        {
            library = NativeLibrary.Load(candidate);
            return true;
        }
        catch (Exception e)
        {
            trace.Append("\n  ").Append(candidate).Append(": ").Append(e.Message.ReplaceLineEndings(" "));
            library = IntPtr.Zero;
            return false;
        }
    }
}
