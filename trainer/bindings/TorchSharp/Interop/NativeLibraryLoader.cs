using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace TorchSharp.Interop;

/// <summary>Finds the shim and says, if it can't, where it looked and what the loader answered.</summary>
internal static class NativeLibraryLoader
{
    /// <summary>The ABI that <see cref="NativeMethods"/> was written for: <c>PT_ABI_VERSION</c>.</summary>
    public const int AbiVersion = 1;

    /// <summary>A path in this environment variable is taken as it is: nothing else is tried.</summary>
    public const string PathVariable = "DENSEEDGE_TORCH_LIBRARY";

    private const string FileName = "lib" + NativeMethods.Library + ".so";

    public static void Register() =>
        NativeLibrary.SetDllImportResolver(typeof(NativeLibraryLoader).Assembly, Resolve);

    /// <summary>The paths to try, in order.</summary>
    public static IReadOnlyList<string> Candidates(string? chosenPath, string baseDirectory) =>
        string.IsNullOrEmpty(chosenPath)
            ? [
                Path.Combine(baseDirectory, FileName),
                Path.Combine(baseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", FileName),
            ]
            : [chosenPath];

    /// <summary>Loads the first candidate that the system's loader accepts and checks its ABI.</summary>
    /// <exception cref="DllNotFoundException">No candidate could be loaded; the message holds the trace.</exception>
    /// <exception cref="BadImageFormatException">The library was built from another version of the shim.</exception>
    public static nint Load(IReadOnlyList<string> candidates)
    {
        var trace = new StringBuilder();
        foreach (string path in candidates)
        {
            try
            {
                nint library = NativeLibrary.Load(path);
                CheckAbi(library, path);
                return library;
            }
            catch (DllNotFoundException exception)
            {
                trace.Append("\n  ").Append(path).Append(": ").Append(exception.Message.ReplaceLineEndings(" "));
            }
        }

        throw new DllNotFoundException(
            $"The native library '{NativeMethods.Library}' could not be loaded for "
            + $"{RuntimeInformation.RuntimeIdentifier}. "
            + "Run ./run, which installs libtorch and builds it, or tools/build-native.sh alone; "
            + $"or set {PathVariable} to its path. Tried:{trace}");
    }

    private static nint Resolve(string libraryName, Assembly assembly, DllImportSearchPath? searchPath) =>
        libraryName == NativeMethods.Library
            ? Load(Candidates(Environment.GetEnvironmentVariable(PathVariable), AppContext.BaseDirectory))
            : 0;

    private static unsafe void CheckAbi(nint library, string path)
    {
        int actual = NativeLibrary.TryGetExport(library, "pt_abi_version", out nint export)
            ? ((delegate* unmanaged<int>)export)()
            : 0;
        if (actual != AbiVersion)
        {
            throw new BadImageFormatException(
                $"{path} has ABI version {actual}, this program needs {AbiVersion}: build both from the same commit.");
        }
    }
}
