using TorchSharp.Interop;

namespace TorchSharp.Modules;

/// <summary>A tensor that a module trains.</summary>
public class Parameter : torch.Tensor
{
    /// <summary>Makes a tensor a parameter.</summary>
    /// <param name="data">The values; the parameter shares their memory.</param>
    /// <param name="requires_grad">Whether the parameter is trained.</param>
    public Parameter(torch.Tensor data, bool requires_grad = true)
        : base(Detached(data))
    {
        if (requires_grad)
        {
            this.requires_grad = true;
        }
    }

    private static TensorHandle Detached(torch.Tensor data)
    {
        NativeMethods.Unary((int)UnaryOperator.Detach, Arguments.HandleOf(data), out TensorHandle handle);
        return handle;
    }
}
