using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Interop;

/// <content><c>pointwise.cpp</c>.</content>
internal static partial class NativeMethods
{
    [LibraryImport(Library, EntryPoint = "pt_unary")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Unary(int op, TensorHandle tensor, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_unary_")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus UnaryInPlace(int op, TensorHandle tensor);

    [LibraryImport(Library, EntryPoint = "pt_binary")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Binary(
        int op, TensorHandle left, TensorHandle right, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_binary_")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus BinaryInPlace(int op, TensorHandle left, TensorHandle right);

    [LibraryImport(Library, EntryPoint = "pt_scalar_op")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus ScalarOp(
        int op, TensorHandle tensor, in ScalarValue scalar, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_scalar_op_")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus ScalarOpInPlace(int op, TensorHandle tensor, in ScalarValue scalar);

    [LibraryImport(Library, EntryPoint = "pt_add")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Add(
        TensorHandle left, TensorHandle right, in ScalarValue alpha, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_add_")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus AddInPlace(TensorHandle left, TensorHandle right, in ScalarValue alpha);

    [LibraryImport(Library, EntryPoint = "pt_sub")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Sub(
        TensorHandle left, TensorHandle right, in ScalarValue alpha, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_sub_")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus SubInPlace(TensorHandle left, TensorHandle right, in ScalarValue alpha);

    [LibraryImport(Library, EntryPoint = "pt_div")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Div(
        TensorHandle left, TensorHandle right, int rounding, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_div_")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus DivInPlace(TensorHandle left, TensorHandle right, int rounding);

    [LibraryImport(Library, EntryPoint = "pt_clamp")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Clamp(
        TensorHandle tensor, ReadOnlySpan<ScalarValue> min, ReadOnlySpan<ScalarValue> max, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_clamp_")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus ClampInPlace(
        TensorHandle tensor, ReadOnlySpan<ScalarValue> min, ReadOnlySpan<ScalarValue> max);

    [LibraryImport(Library, EntryPoint = "pt_addcmul_")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus AddcmulInPlace(
        TensorHandle tensor, TensorHandle left, TensorHandle right, in ScalarValue value);

    [LibraryImport(Library, EntryPoint = "pt_addcdiv_")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus AddcdivInPlace(
        TensorHandle tensor, TensorHandle left, TensorHandle right, in ScalarValue value);

    [LibraryImport(Library, EntryPoint = "pt_lerp")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Lerp(
        TensorHandle tensor, TensorHandle end, in ScalarValue weight, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_lerp_")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus LerpInPlace(TensorHandle tensor, TensorHandle end, in ScalarValue weight);

    [LibraryImport(Library, EntryPoint = "pt_softplus")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Softplus(
        TensorHandle tensor, double beta, double threshold, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_softmax")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Softmax(TensorHandle tensor, long dim, int dtype, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_log_softmax")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus LogSoftmax(
        TensorHandle tensor, long dim, int dtype, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_where")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Where(
        TensorHandle condition, TensorHandle left, TensorHandle right, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_masked_fill")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus MaskedFill(
        TensorHandle tensor, TensorHandle mask, in ScalarValue value, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_masked_fill_")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus MaskedFillInPlace(
        TensorHandle tensor, TensorHandle mask, in ScalarValue value);

    [LibraryImport(Library, EntryPoint = "pt_allclose")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Allclose(
        TensorHandle left, TensorHandle right, double rtol, double atol, int equalNan, out int equal);

    [LibraryImport(Library, EntryPoint = "pt_equal")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Equal(TensorHandle left, TensorHandle right, out int equal);
}
