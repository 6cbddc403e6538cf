using System.Runtime.InteropServices;

namespace DenseEdge.Cameras.Sources.GStreamer.Interop;

/// <summary>GLib's error (gerror.h): domain, code, message.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct GError
{
    private readonly uint _domain;
    private readonly int _code;
    private readonly IntPtr _message;

    /// <summary>Reads and frees an error.</summary>
    /// <param name="error">The error; zero if there is none.</param>
    internal static unsafe string TakeMessage(IntPtr error)
    {
        if (error == IntPtr.Zero)
        {
            return "no reason given";
        }

        string message = Marshal.PtrToStringUTF8(((GError*)error)->_message) ?? "no reason given";
        NativeMethods.ErrorFree(error);
        return message;
    }
}
