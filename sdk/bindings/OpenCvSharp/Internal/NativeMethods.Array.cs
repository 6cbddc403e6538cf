using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace OpenCvSharp.Internal;

internal static partial class NativeMethods
{
    [LibraryImport(Library, EntryPoint = "cv_add_weighted")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus AddWeighted(
        MatHandle first, double alpha, MatHandle second, double beta, double gamma, MatHandle destination,
        int depth);

    [LibraryImport(Library, EntryPoint = "cv_merge")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Merge(IntPtr[] planes, int count, MatHandle destination);

    [LibraryImport(Library, EntryPoint = "cv_split")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Split(MatHandle source, IntPtr[] planes, int count);

    [LibraryImport(Library, EntryPoint = "cv_hconcat")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus HConcat(IntPtr[] sources, int count, MatHandle destination);

    [LibraryImport(Library, EntryPoint = "cv_vconcat")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus VConcat(IntPtr[] sources, int count, MatHandle destination);

    [LibraryImport(Library, EntryPoint = "cv_flip")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Flip(MatHandle source, MatHandle destination, int flipCode);
}
