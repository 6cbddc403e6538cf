using System.Runtime.InteropServices;

namespace DenseEdge.Cameras.Sources.GStreamer.Interop;

/// <summary>Owns a pipeline; releasing it stops its threads and closes its devices first, as GStreamer demands.</summary>
internal sealed class GstPipelineHandle : SafeHandle
{
    public GstPipelineHandle()
        : base(IntPtr.Zero, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == IntPtr.Zero;

    protected override bool ReleaseHandle()
    {
        int change = NativeMethods.SetState(handle, NativeMethods.StateNull);
        NativeMethods.UnrefObject(handle);
        return change != NativeMethods.StateChangeFailure;
    }
}
