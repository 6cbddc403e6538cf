using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace OpenCvSharp.Internal;

internal static partial class NativeMethods
{
    [LibraryImport(Library, EntryPoint = "cv_capture_new")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus CaptureNew(out CaptureHandle capture);

    [LibraryImport(Library, EntryPoint = "cv_capture_open_file", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus CaptureOpen(CaptureHandle capture, string path, int api, out int opened);

    [LibraryImport(Library, EntryPoint = "cv_capture_open_camera")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus CaptureOpen(CaptureHandle capture, int index, int api, out int opened);

    [LibraryImport(Library, EntryPoint = "cv_capture_free")]
    internal static partial void CaptureFree(IntPtr handle);

    [LibraryImport(Library, EntryPoint = "cv_capture_is_opened")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus CaptureIsOpened(CaptureHandle capture, out int opened);

    [LibraryImport(Library, EntryPoint = "cv_capture_release")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus CaptureRelease(CaptureHandle capture);

    [LibraryImport(Library, EntryPoint = "cv_capture_read")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus CaptureRead(CaptureHandle capture, MatHandle frame, out int read);

    [LibraryImport(Library, EntryPoint = "cv_capture_grab")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus CaptureGrab(CaptureHandle capture, out int grabbed);

    [LibraryImport(Library, EntryPoint = "cv_capture_retrieve")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus CaptureRetrieve(
        CaptureHandle capture, MatHandle frame, int flag, out int retrieved);

    [LibraryImport(Library, EntryPoint = "cv_capture_get")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus CaptureGet(CaptureHandle capture, int property, out double value);

    [LibraryImport(Library, EntryPoint = "cv_capture_set")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus CaptureSet(
        CaptureHandle capture, int property, double value, out int accepted);

    [LibraryImport(Library, EntryPoint = "cv_writer_new")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus WriterNew(out WriterHandle writer);

    [LibraryImport(Library, EntryPoint = "cv_writer_open", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus WriterOpen(
        WriterHandle writer, string path, int api, int fourCc, double fps, int width, int height, int isColor,
        out int opened);

    [LibraryImport(Library, EntryPoint = "cv_writer_free")]
    internal static partial void WriterFree(IntPtr handle);

    [LibraryImport(Library, EntryPoint = "cv_writer_is_opened")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus WriterIsOpened(WriterHandle writer, out int opened);

    [LibraryImport(Library, EntryPoint = "cv_writer_release")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus WriterRelease(WriterHandle writer);

    [LibraryImport(Library, EntryPoint = "cv_writer_write")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus WriterWrite(WriterHandle writer, MatHandle frame);
}
