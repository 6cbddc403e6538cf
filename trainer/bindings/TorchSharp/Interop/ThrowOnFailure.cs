using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Interop;

/// <summary>Makes the generated stubs look at the status, so that no caller can forget to.</summary>
[CustomMarshaller(typeof(NativeStatus), MarshalMode.ManagedToUnmanagedOut, typeof(ThrowOnFailure))]
internal static class ThrowOnFailure
{
    public static NativeStatus ConvertToManaged(int status) => (NativeStatus)status == NativeStatus.Ok
        ? NativeStatus.Ok
        : throw new TorchNativeException(
            Marshal.PtrToStringUTF8(NativeMethods.LastError()) ?? $"Status {status} without a message.");
}
