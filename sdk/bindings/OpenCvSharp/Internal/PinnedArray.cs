using System.Runtime.InteropServices;

namespace OpenCvSharp.Internal;

/// <summary>
/// A managed array that native matrices look into: it stays in place until the last of them is released.
/// </summary>
internal sealed class PinnedArray
{
    private GCHandle _pin;
    private int _shares;

    internal PinnedArray(Array array) => _pin = GCHandle.Alloc(array, GCHandleType.Pinned);

    internal IntPtr Address => _pin.AddrOfPinnedObject();

    internal PinnedArray Share()
    {
        Interlocked.Increment(ref _shares);
        return this;
    }

    internal void Release()
    {
        if (Interlocked.Decrement(ref _shares) <= 0)
        {
            _pin.Free();
        }
    }
}
