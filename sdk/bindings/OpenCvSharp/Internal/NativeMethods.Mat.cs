using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace OpenCvSharp.Internal;

internal static partial class NativeMethods
{
    [LibraryImport(Library, EntryPoint = "cv_mat_new")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus MatNew(out MatHandle mat);

    [LibraryImport(Library, EntryPoint = "cv_mat_new_sized")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus MatNew(int rows, int cols, int type, out MatHandle mat);

    [LibraryImport(Library, EntryPoint = "cv_mat_new_filled")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus MatNew(int rows, int cols, int type, in Scalar value, out MatHandle mat);

    [LibraryImport(Library, EntryPoint = "cv_mat_new_over")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus MatNew(
        int rows, int cols, int type, IntPtr data, long step, out MatHandle mat);

    [LibraryImport(Library, EntryPoint = "cv_mat_new_region")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus MatNew(
        MatHandle mat, int x, int y, int width, int height, out MatHandle region);

    // Runs while a handle is released: it can not fail and must not throw.
    [LibraryImport(Library, EntryPoint = "cv_mat_free")]
    internal static partial void MatFree(IntPtr handle);

    [LibraryImport(Library, EntryPoint = "cv_mat_layout")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus MatLayout(
        MatHandle mat, out int dims, out int rows, out int cols, out int type, out int flags, out long step,
        out IntPtr data);

    [LibraryImport(Library, EntryPoint = "cv_mat_clone")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus MatClone(MatHandle mat, out MatHandle clone);

    [LibraryImport(Library, EntryPoint = "cv_mat_copy_to")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus MatCopyTo(MatHandle mat, MatHandle destination, IntPtr maskOrNull);

    [LibraryImport(Library, EntryPoint = "cv_mat_convert_to")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus MatConvertTo(
        MatHandle mat, MatHandle destination, int type, double alpha, double beta);

    [LibraryImport(Library, EntryPoint = "cv_mat_set_to")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus MatSetTo(MatHandle mat, in Scalar value, IntPtr maskOrNull);
}
