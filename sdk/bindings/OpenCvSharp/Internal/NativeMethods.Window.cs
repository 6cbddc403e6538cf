using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace OpenCvSharp.Internal;

/// <content>Windows.</content>
internal static partial class NativeMethods
{
    [LibraryImport(Library, EntryPoint = "cv_imshow", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus ImShow(string window, MatHandle image);

    [LibraryImport(Library, EntryPoint = "cv_wait_key")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus WaitKey(int delayMs, out int key);

    [LibraryImport(Library, EntryPoint = "cv_destroy_window", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus DestroyWindow(string window);
}
