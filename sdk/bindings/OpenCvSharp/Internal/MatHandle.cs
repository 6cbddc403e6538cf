using System.Runtime.InteropServices;

namespace OpenCvSharp.Internal;

/// <summary>Owns one native matrix header and, for a matrix over a managed array, a share in the array's pin.</summary>
internal sealed class MatHandle : SafeHandle
{
    private PinnedArray? _pin;

    public MatHandle()
        : base(IntPtr.Zero, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == IntPtr.Zero;

    /// <summary>Keeps the array in place until this handle is released.</summary>
    internal void Share(PinnedArray? pin) => _pin = pin?.Share();

    internal PinnedArray? Pin => _pin;

    protected override bool ReleaseHandle()
    {
        NativeMethods.MatFree(handle);
        _pin?.Release();
        return true;
    }
}
