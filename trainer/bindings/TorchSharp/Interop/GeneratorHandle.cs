using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>Owns one native random number generator.</summary>
internal sealed class GeneratorHandle : SafeHandle
{
    /// <summary>Stands for libtorch's default generator.</summary>
    public static readonly GeneratorHandle None = new();

    public GeneratorHandle()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeMethods.GeneratorFree(handle);
        return true;
    }
}
