using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace OpenCvSharp.Internal;

internal static partial class NativeMethods
{
    [LibraryImport(Library, EntryPoint = "cv_imread", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus ImRead(string path, int flags, out MatHandle image);

    [LibraryImport(Library, EntryPoint = "cv_imwrite", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus ImWrite(
        string path, MatHandle image, int[] parameters, int parameterCount, out int written);

    [LibraryImport(Library, EntryPoint = "cv_imdecode")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus ImDecode(
        ReadOnlySpan<byte> bytes, int length, int flags, out MatHandle image);

    [LibraryImport(Library, EntryPoint = "cv_imencode", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus ImEncode(
        string extension, MatHandle image, int[] parameters, int parameterCount, out MatHandle bytes,
        out int encoded);
}
