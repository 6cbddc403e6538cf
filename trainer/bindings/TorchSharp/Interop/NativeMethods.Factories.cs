using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Interop;

/// <content><c>factories.cpp</c>.</content>
internal static partial class NativeMethods
{
    [LibraryImport(Library, EntryPoint = "pt_empty")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Empty(
        ReadOnlySpan<long> sizes, int dims, in TensorOptions options, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_full")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Full(
        ReadOnlySpan<long> sizes, int dims, in ScalarValue value, in TensorOptions options, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_arange")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Arange(
        in ScalarValue start, in ScalarValue stop, in ScalarValue step, in TensorOptions options,
        out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_linspace")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Linspace(
        double start, double end, long steps, in TensorOptions options, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_eye")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Eye(
        long rows, long columns, in TensorOptions options, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_from_data")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus FromData(
        ReadOnlySpan<byte> data, int dataDtype, ReadOnlySpan<long> sizes, int dims, in TensorOptions options,
        out TensorHandle result);
}
