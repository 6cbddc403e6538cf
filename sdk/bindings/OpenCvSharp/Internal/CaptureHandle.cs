using System.Runtime.InteropServices;

namespace OpenCvSharp.Internal;

/// <summary>Owns one native video capture.</summary>
internal sealed class CaptureHandle : SafeHandle
{
    public CaptureHandle()
        : base(IntPtr.Zero, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == IntPtr.Zero;

    protected override bool ReleaseHandle()
    {
        NativeMethods.CaptureFree(handle);
        return true;
    }
}
