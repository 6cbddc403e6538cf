using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp.Interop;

/// <content><c>optim.cpp</c>.</content>
internal static partial class NativeMethods
{
    [LibraryImport(Library, EntryPoint = "pt_sgd_step")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus SgdStep(
        ReadOnlySpan<nint> parameters, Span<nint> buffers, int count, in SgdOptions options);

    [LibraryImport(Library, EntryPoint = "pt_adam_step")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus AdamStep(
        ReadOnlySpan<nint> parameters, ReadOnlySpan<nint> averages, ReadOnlySpan<nint> squares,
        ReadOnlySpan<nint> maxSquares, Span<long> steps, int count, in AdamOptions options);

    [LibraryImport(Library, EntryPoint = "pt_clip_grad_norm")]
    [return: MarshalUsing(typeof(ThrowOnFailure))]
    internal static partial NativeStatus ClipGradNorm(
        ReadOnlySpan<nint> parameters, int count, double maxNorm, double normType, out double totalNorm);
}
