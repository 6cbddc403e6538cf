using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>A failure inside libtorch: the shim's function, then libtorch's own words.</summary>
/// <remarks>Internal: callers catch <see cref="ExternalException"/>, as with the official package.</remarks>
internal sealed class TorchNativeException(string message) : ExternalException(message);
