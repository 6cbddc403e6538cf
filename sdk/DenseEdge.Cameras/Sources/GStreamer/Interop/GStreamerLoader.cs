using System.Reflection;
using System.Runtime.InteropServices;

namespace DenseEdge.Cameras.Sources.GStreamer.Interop;

/// <summary>Finds GStreamer's libraries under the names that each system gives them, and starts GStreamer once.</summary>
internal static class GStreamerLoader
{
    private static readonly Lazy<string?> Fault = new(Start);

    /// <summary>Gets why GStreamer can't be used; null if it can.</summary>
    internal static string? FindFault() => Fault.Value;

    private static string? Start()
    {
        NativeLibrary.SetDllImportResolver(typeof(GStreamerLoader).Assembly, Resolve);
        foreach (string name in (string[])[NativeMethods.GLib, NativeMethods.Core, NativeMethods.App])
        {
            if (!NativeLibrary.TryLoad(FileName(name), out _))
            {
                return $"the library {FileName(name)} isn't installed ({GStreamerPackages.Runtime}).";
            }
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
