using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace OpenCvSharp.Internal;

internal static partial class NativeMethods
{
    [LibraryImport(Library, EntryPoint = "cv_line")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Line(
        MatHandle image, int x1, int y1, int x2, int y2, in Scalar color, int thickness, int lineType, int shift);

    [LibraryImport(Library, EntryPoint = "cv_rectangle")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Rectangle(
        MatHandle image, int x1, int y1, int x2, int y2, in Scalar color, int thickness, int lineType, int shift);

    [LibraryImport(Library, EntryPoint = "cv_rectangle_of")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus RectangleOf(
        MatHandle image, int x, int y, int width, int height, in Scalar color, int thickness, int lineType,
        int shift);

    [LibraryImport(Library, EntryPoint = "cv_circle")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Circle(
        MatHandle image, int x, int y, int radius, in Scalar color, int thickness, int lineType, int shift);

    [LibraryImport(Library, EntryPoint = "cv_put_text", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus PutText(
        MatHandle image, string text, int x, int y, int font, double scale, in Scalar color, int thickness,
        int lineType, int bottomLeftOrigin);

    [LibraryImport(Library, EntryPoint = "cv_get_text_size", StringMarshalling = StringMarshalling.Utf8)]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus GetTextSize(
        string text, int font, double scale, int thickness, out int width, out int height, out int baseLine);
}
