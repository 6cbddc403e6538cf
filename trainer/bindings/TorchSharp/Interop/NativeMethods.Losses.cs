using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Interop;

/// <content><c>losses.cpp</c>.</content>
internal static partial class NativeMethods
{
    [LibraryImport(Library, EntryPoint = "pt_cross_entropy")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus CrossEntropy(
        TensorHandle input, TensorHandle target, TensorHandle weight, long ignoreIndex, double labelSmoothing,
        int reduction, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_nll_loss")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus NllLoss(
        TensorHandle input, TensorHandle target, TensorHandle weight, long ignoreIndex, int reduction,
        out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_bce_with_logits")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus BceWithLogits(
        TensorHandle input, TensorHandle target, TensorHandle weight, TensorHandle posWeights, int reduction,
        out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_l1_loss")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus L1Loss(
        TensorHandle input, TensorHandle target, int reduction, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_mse_loss")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus MseLoss(
        TensorHandle input, TensorHandle target, int reduction, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_smooth_l1_loss")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus SmoothL1Loss(
        TensorHandle input, TensorHandle target, double beta, int reduction, out TensorHandle result);
}
