using System.Runtime.InteropServices;

namespace System.Device.Gpio.Kernel;

/// <summary>Owns one open file of the kernel's.</summary>
internal sealed class FileHandle : SafeHandle
{
    private readonly ISystemCalls _system;

    public FileHandle(ISystemCalls system, int descriptor)
        : base(-1, ownsHandle: true)
    {
        _system = system;
        SetHandle(descriptor);
    }

    public override bool IsInvalid => handle == -1;

    protected override bool ReleaseHandle() => _system.Close((int)handle) == Errno.None;
}
