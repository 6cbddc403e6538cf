namespace TorchSharp.Interop;

/// <summary>What every function of the shim returns.</summary>
internal enum NativeStatus
{
    Ok = 0,
    Error = 1,
}
