using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Interop;

/// <content><c>layers.cpp</c>.</content>
internal static partial class NativeMethods
{
    [LibraryImport(Library, EntryPoint = "pt_conv2d")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Conv2d(
        TensorHandle input, TensorHandle weight, TensorHandle bias, ReadOnlySpan<long> stride,
        ReadOnlySpan<long> padding, ReadOnlySpan<long> dilation, long groups, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_linear")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Linear(
        TensorHandle input, TensorHandle weight, TensorHandle bias, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_batch_norm")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus BatchNorm(
        TensorHandle input, TensorHandle weight, TensorHandle bias, TensorHandle runningMean, TensorHandle runningVar,
        int training, double momentum, double eps, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_dropout")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Dropout(TensorHandle input, double p, int training, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_feature_dropout")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus FeatureDropout(
        TensorHandle input, double p, int training, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_avg_pool2d")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus AvgPool2d(
        TensorHandle input, ReadOnlySpan<long> kernel, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        int ceilMode, int countIncludePad, long divisor, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_max_pool2d")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus MaxPool2d(
        TensorHandle input, ReadOnlySpan<long> kernel, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> dilation, int ceilMode, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_adaptive_avg_pool2d")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus AdaptiveAvgPool2d(
        TensorHandle input, ReadOnlySpan<long> size, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_interpolate")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Interpolate(
        TensorHandle input, ReadOnlySpan<long> size, ReadOnlySpan<double> scale, int mode, int alignCorners,
        out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_pad")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Pad(
        TensorHandle input, ReadOnlySpan<long> pad, int count, int mode, double value, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_unfold")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Unfold(
        TensorHandle input, ReadOnlySpan<long> kernel, ReadOnlySpan<long> dilation, ReadOnlySpan<long> padding,
        ReadOnlySpan<long> stride, out TensorHandle result);
}
