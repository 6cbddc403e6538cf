using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Interop;

/// <content><c>indexing.cpp</c>.</content>
internal static partial class NativeMethods
{
    [LibraryImport(Library, EntryPoint = "pt_index_select")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus IndexSelect(
        TensorHandle tensor, long dim, TensorHandle index, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_gather")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Gather(
        TensorHandle tensor, long dim, TensorHandle index, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_scatter_")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus ScatterInPlace(
        TensorHandle tensor, long dim, TensorHandle index, TensorHandle source);

    [LibraryImport(Library, EntryPoint = "pt_index_add_")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus IndexAddInPlace(
        TensorHandle tensor, long dim, TensorHandle index, TensorHandle source, in ScalarValue alpha);

    [LibraryImport(Library, EntryPoint = "pt_one_hot")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus OneHot(TensorHandle tensor, long classes, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_index")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Index(
        TensorHandle tensor, ReadOnlySpan<nint> indices, int count, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_index_put_")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus IndexPutInPlace(
        TensorHandle tensor, ReadOnlySpan<nint> indices, int count, TensorHandle values);
}
