using System.Runtime.InteropServices;

namespace DenseEdge.Cameras.Sources.GStreamer.Interop;

/// <summary>The head of GstBuffer (gstbuffer.h over gstminiobject.h), whose time stamps are read as fields: GStreamer has no
/// function for them. Part of its stable interface since 1.0.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct GstBufferFields
{
    private readonly nuint _type;
    private readonly int _references;
    private readonly int _lock;
    private readonly uint _flags;
    private readonly IntPtr _copy;
    private readonly IntPtr _dispose;
    private readonly IntPtr _free;
    private readonly uint _privateNumber;
    private readonly IntPtr _privatePointer;
    private readonly IntPtr _pool;

    /// <summary>Presentation time stamp in nanoseconds; <see cref="ulong.MaxValue"/> if there is none.</summary>
    internal readonly ulong PresentationNs;
}
