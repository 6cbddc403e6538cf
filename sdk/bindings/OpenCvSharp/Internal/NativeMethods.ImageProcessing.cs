using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace OpenCvSharp.Internal;

internal static partial class NativeMethods
{
    [LibraryImport(Library, EntryPoint = "cv_resize")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Resize(
        MatHandle source, MatHandle destination, int width, int height, double scaleX, double scaleY,
        int interpolation);

    [LibraryImport(Library, EntryPoint = "cv_cvt_color")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus CvtColor(
        MatHandle source, MatHandle destination, int code, int destinationChannels);

    [LibraryImport(Library, EntryPoint = "cv_apply_color_map")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus ApplyColorMap(MatHandle source, MatHandle destination, int colorMap);

    [LibraryImport(Library, EntryPoint = "cv_copy_make_border")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus CopyMakeBorder(
        MatHandle source, MatHandle destination, int top, int bottom, int left, int right, int borderType,
        in Scalar value);
}
