using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Interop;

/// <content><c>autograd.cpp</c>.</content>
internal static partial class NativeMethods
{
    [LibraryImport(Library, EntryPoint = "pt_grad_mode")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus GradMode(out int enabled);

    [LibraryImport(Library, EntryPoint = "pt_set_grad_mode")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus SetGradMode(int enabled);

    [LibraryImport(Library, EntryPoint = "pt_backward")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Backward(
        TensorHandle tensor, TensorHandle gradient, int retainGraph, int createGraph);

    [LibraryImport(Library, EntryPoint = "pt_retain_grad")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus RetainGrad(TensorHandle tensor);

    [LibraryImport(Library, EntryPoint = "pt_tensor_grad")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus TensorGrad(TensorHandle tensor, out TensorHandle result);

    [LibraryImport(Library, EntryPoint = "pt_grad")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus Grad(
        ReadOnlySpan<nint> outputs, int outputCount, ReadOnlySpan<nint> inputs, int inputCount,
        ReadOnlySpan<nint> gradients, int gradientCount, int retainGraph, int createGraph, int allowUnused,
        Span<nint> results);

    [LibraryImport(Library, EntryPoint = "pt_zero_grads")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus ZeroGrads(ReadOnlySpan<nint> parameters, int count);
}
