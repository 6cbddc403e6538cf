using TorchSharp.Interop;

namespace TorchSharp.Tests;

/// <summary>Counts native tensors, those of the finalizer queue aside.</summary>
internal static class LiveTensors
{
    public static long Count()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return NativeMethods.LiveTensors();
    }
}
