using System.Runtime.CompilerServices;

namespace TorchSharp.Interop;

/// <summary>Turns arguments of the public surface into what the stubs take.</summary>
internal static class Arguments
{
    /// <exception cref="ArgumentNullException">The tensor is null.</exception>
    public static TensorHandle HandleOf(
        torch.Tensor? tensor, [CallerArgumentExpression(nameof(tensor))] string? name = null) =>
        tensor is null ? throw new ArgumentNullException(name) : tensor.Handle;

    public static TensorHandle HandleOrNone(torch.Tensor? tensor) => tensor is null ? TensorHandle.None : tensor.Handle;

    /// <exception cref="ArgumentNullException">The scalar is null.</exception>
    public static ref readonly ScalarValue ValueOf(
        Scalar? scalar, [CallerArgumentExpression(nameof(scalar))] string? name = null)
    {
        if (scalar is null)
        {
            throw new ArgumentNullException(name);
        }

        return ref scalar.Value;
    }

    /// <summary>An empty span, which the shim reads as "not given", or the one value.</summary>
    public static ReadOnlySpan<ScalarValue> Optional(Scalar? scalar) =>
        scalar is null ? default : new ReadOnlySpan<ScalarValue>(in scalar.Value);

    public static int DtypeOf(torch.ScalarType? dtype) => dtype is { } type ? (int)type : -1;

    public static IReadOnlyList<torch.Tensor> ListOf(
        IEnumerable<torch.Tensor>? tensors, [CallerArgumentExpression(nameof(tensors))] string? name = null)
    {
        if (tensors is null)
        {
            throw new ArgumentNullException(name);
        }

        return tensors as IReadOnlyList<torch.Tensor> ?? [.. tensors];
    }
}
