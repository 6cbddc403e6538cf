using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Interop;

/// <content><c>shape.cpp</c>.</content>
internal static partial class NativeMethods
{
    [LibraryImport(Library, EntryPoint = "pt_view")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus View(
        TensorHandle tensor, ReadOnlySpan<long> sizes, int dims, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_reshape")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Reshape(
        TensorHandle tensor, ReadOnlySpan<long> sizes, int dims, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_permute")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Permute(
        TensorHandle tensor, ReadOnlySpan<long> order, int dims, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_expand")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Expand(
        TensorHandle tensor, ReadOnlySpan<long> sizes, int dims, int isImplicit, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_repeat")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Repeat(
        TensorHandle tensor, ReadOnlySpan<long> repeats, int dims, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_flip")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Flip(
        TensorHandle tensor, ReadOnlySpan<long> dims, int count, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_transpose")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Transpose(
        TensorHandle tensor, long dim0, long dim1, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_squeeze")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Squeeze(
        TensorHandle tensor, ReadOnlySpan<long> dim, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_unsqueeze")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Unsqueeze(TensorHandle tensor, long dim, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_flatten")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Flatten(TensorHandle tensor, long start, long end, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_narrow")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Narrow(
        TensorHandle tensor, long dim, long start, long length, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_select")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Select(TensorHandle tensor, long dim, long index, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_slice")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Slice(
        TensorHandle tensor, long dim, long start, long finish, long step, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_cat")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Cat(
        ReadOnlySpan<nint> tensors, int count, long dim, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_stack")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Stack(
        ReadOnlySpan<nint> tensors, int count, long dim, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_split")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Split(
        TensorHandle tensor, ReadOnlySpan<long> sizes, int count, long dim, Span<nint> tensors);
}
