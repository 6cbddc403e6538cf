using System.Runtime.InteropServices;

namespace DenseEdge.Cameras.Sources.GStreamer.Interop;

/// <summary>Owns one reference to an object of GStreamer's: an element, a pad, a bus, a clock.</summary>
internal sealed class GstObjectHandle : SafeHandle
{
    public GstObjectHandle()
        : base(IntPtr.Zero, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == IntPtr.Zero;

    protected override bool ReleaseHandle()
    {
        NativeMethods.UnrefObject(handle);
        return true;
    }
}
