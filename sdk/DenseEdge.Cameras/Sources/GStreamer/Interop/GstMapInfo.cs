using System.Runtime.InteropServices;

namespace DenseEdge.Cameras.Sources.GStreamer.Interop;

/// <summary>A buffer's bytes while they are mapped (gstmemory.h). Every field is a pointer or as wide as one, but the flags,
/// which the next pointer's alignment pads: the layout holds on 32 and 64 bits.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct GstMapInfo
{
    internal IntPtr Memory;
    internal int Flags;
    internal byte* Data;
    internal nuint Size;
    internal nuint MaxSize;
    private IntPtr _user0;
    private IntPtr _user1;
    private IntPtr _user2;
    private IntPtr _user3;
    private IntPtr _reserved0;
    private IntPtr _reserved1;
    private IntPtr _reserved2;
    private IntPtr _reserved3;
}
