using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Interop;

/// <content><c>reduction.cpp</c>.</content>
internal static partial class NativeMethods
{
    [LibraryImport(Library, EntryPoint = "pt_sum")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Sum(
        TensorHandle tensor, ReadOnlySpan<long> dims, int count, int keepdim, int dtype, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_mean")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Mean(
        TensorHandle tensor, ReadOnlySpan<long> dims, int count, int keepdim, int dtype, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_var")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Var(
        TensorHandle tensor, ReadOnlySpan<long> dims, int count, int unbiased, int keepdim, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_std")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Std(
        TensorHandle tensor, ReadOnlySpan<long> dims, int count, int unbiased, int keepdim, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_amax")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Amax(
        TensorHandle tensor, ReadOnlySpan<long> dims, int count, int keepdim, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_amin")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Amin(
        TensorHandle tensor, ReadOnlySpan<long> dims, int count, int keepdim, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_max_dim")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus MaxDim(
        TensorHandle tensor, long dim, int keepdim, out TensorHandle values, out TensorHandle indices);

    [LibraryImport(Library, EntryPoint = "pt_min_dim")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus MinDim(
        TensorHandle tensor, long dim, int keepdim, out TensorHandle values, out TensorHandle indices);

    [LibraryImport(Library, EntryPoint = "pt_argmax")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Argmax(
        TensorHandle tensor, ReadOnlySpan<long> dim, int keepdim, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_argmin")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Argmin(
        TensorHandle tensor, ReadOnlySpan<long> dim, int keepdim, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_norm")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Norm(TensorHandle tensor, double p, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_norm_dim")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus NormDim(
        TensorHandle tensor, double p, long dim, int keepdim, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_any_dim")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus AnyDim(TensorHandle tensor, long dim, int keepdim, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_all_dim")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus AllDim(TensorHandle tensor, long dim, int keepdim, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_topk")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Topk(
        TensorHandle tensor, long k, long dim, int largest, int sorted, out TensorHandle values,
        out TensorHandle indices);

    [LibraryImport(Library, EntryPoint = "pt_cumsum")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Cumsum(TensorHandle tensor, long dim, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_bincount")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Bincount(
        TensorHandle tensor, TensorHandle weights, long minlength, out TensorHandle result);
}
