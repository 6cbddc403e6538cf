using System.Runtime.InteropServices;

namespace OpenCvSharp.Internal;

/// <summary>Owns one native video writer.</summary>
internal sealed class WriterHandle : SafeHandle
{
    public WriterHandle()
        : base(IntPtr.Zero, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == IntPtr.Zero;

    protected override bool ReleaseHandle()
    {
        NativeMethods.WriterFree(handle);
        return true;
    }
}
