using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Interop;

/// <content><c>tensor.cpp</c>.</content>
internal static partial class NativeMethods
{
    [LibraryImport(Library, EntryPoint = "pt_tensor_free")]
    internal static partial void TensorFree(nint handle);

    [LibraryImport(Library, EntryPoint = "pt_tensor_info")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus TensorInfo(TensorHandle tensor, out TensorInfo info);

    [LibraryImport(Library, EntryPoint = "pt_tensor_sizes")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus TensorSizes(
        TensorHandle tensor, Span<long> sizes, int capacity, out int dims);

    [LibraryImport(Library, EntryPoint = "pt_tensor_strides")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus TensorStrides(
        TensorHandle tensor, Span<long> strides, int capacity, out int dims);

    [LibraryImport(Library, EntryPoint = "pt_tensor_size")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus TensorSize(TensorHandle tensor, long dim, out long size);

    [LibraryImport(Library, EntryPoint = "pt_tensor_data")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus TensorData(TensorHandle tensor, out nint data);

    [LibraryImport(Library, EntryPoint = "pt_tensor_item")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus TensorItem(TensorHandle tensor, out ScalarValue value);

    [LibraryImport(Library, EntryPoint = "pt_tensor_set_requires_grad")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus TensorSetRequiresGrad(TensorHandle tensor, int requiresGrad);

    [LibraryImport(Library, EntryPoint = "pt_tensor_to")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus TensorTo(
        TensorHandle tensor, in TensorOptions options, int copy, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_tensor_copy_")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus TensorCopyInPlace(TensorHandle tensor, TensorHandle source, int nonBlocking);

    [LibraryImport(Library, EntryPoint = "pt_tensor_set_data")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus TensorSetData(TensorHandle tensor, TensorHandle source);

    [LibraryImport(Library, EntryPoint = "pt_tensor_copy_bytes_")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus TensorCopyBytesInPlace(
        TensorHandle tensor, ReadOnlySpan<byte> data, long bytes);
}
