using System.Reflection;
using System.Runtime.InteropServices;

namespace DenseEdge.Cameras.Sources.GStreamer.Interop;

/// <summary>Finds GStreamer's libraries under the names that each system gives them, and starts GStreamer once.</summary>
internal static class GStreamerLoader
{
    private static readonly Lazy<string?> Fault = new(Start);

    /// <summary>Gets why GStreamer can't be used; null if it can.</summary>
    internal static string? FindFault() => Fault.Value;

    /// <summary>Gets which library is missing, and what to install; null if all are there.</summary>
    internal static string? FindMissing(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (!NativeLibrary.TryLoad(FileName(name), out IntPtr library))
            {
                return $"the library {FileName(name)} isn't installed ({GStreamerPackages.Runtime}).";
            }

            NativeLibrary.Free(library);
        }

        return null;
    }

    private static string? Start()
    {
        NativeLibrary.SetDllImportResolver(typeof(GStreamerLoader).Assembly, Resolve);
        if (FindMissing(NativeMethods.GLib, NativeMethods.Core, NativeMethods.App) is { } missing)
        {
            return missing;
        }

        if (NativeMethods.InitCheck(IntPtr.Zero, IntPtr.Zero, out IntPtr error) == 0)
        {
            return $"GStreamer doesn't start: {GError.TakeMessage(error)}";
        }

        return null;
    }

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path)
        => NativeLibrary.TryLoad(FileName(name), out IntPtr library) ? library : IntPtr.Zero;

    private static string FileName(string name)
        => OperatingSystem.IsWindows() ? $"{name}-0.dll"
        : OperatingSystem.IsMacOS() ? $"lib{name}.0.dylib"
        : $"lib{name}.so.0";
}
