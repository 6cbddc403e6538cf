using TorchSharp.Interop;
using TorchSharp.Modules;

namespace TorchSharp;

/// <summary>What modules and optimisers both do to gradients: one native call for all parameters.</summary>
internal static class GradientTools
{
    public static void Zero(IReadOnlyList<Parameter> parameters)
    {
        using var list = new HandleList(parameters, stackalloc nint[HandleList.StackCapacity]);
        NativeMethods.ZeroGrads(list.Values, parameters.Count);
    }

    public static double ClipNorm(IReadOnlyList<torch.Tensor> parameters, double maxNorm, double normType)
    {
        using var list = new HandleList(parameters, stackalloc nint[HandleList.StackCapacity]);
        NativeMethods.ClipGradNorm(list.Values, parameters.Count, maxNorm, normType, out double total);
        return total;
    }
}
