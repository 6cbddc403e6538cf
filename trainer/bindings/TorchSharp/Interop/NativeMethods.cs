namespace TorchSharp.Interop;

/// <summary>The shim's functions, one file per area, in the order of <c>denseedge_torch.h</c>.</summary>
internal static partial class NativeMethods
{
    public const string Library = "denseedge_torch";

    /// <summary>The loader must be in place before the first stub runs.</summary>
    static NativeMethods() => NativeLibraryLoader.Register();
}
