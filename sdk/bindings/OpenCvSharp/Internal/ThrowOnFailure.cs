using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace OpenCvSharp.Internal;

/// <summary>Looks at the status inside the generated stub, so that no caller can forget to.</summary>
[CustomMarshaller(typeof(NativeStatus), MarshalMode.ManagedToUnmanagedOut, typeof(ThrowOnFailure))]
internal static class ThrowOnFailure
{
    public static NativeStatus ConvertToManaged(int status)
    {
        if (status == (int)NativeStatus.Ok)
        {
            return NativeStatus.Ok;
        }

        throw new OpenCVException(
            (ErrorCode)status,
            Text(NativeMethods.LastErrorFunction()),
            Text(NativeMethods.LastErrorText()),
            Text(NativeMethods.LastErrorFile()),
            NativeMethods.LastErrorLine());
    }

    private static string Text(IntPtr text) => Marshal.PtrToStringUTF8(text) ?? string.Empty;
}
