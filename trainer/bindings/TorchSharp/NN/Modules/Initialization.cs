using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The starting values that PyTorch gives convolutions and linear layers.</summary>
internal static class Initialization
{
    /// <summary>
    /// Uniform within 1 / sqrt(fan in): Kaiming's rule with a = sqrt(5), as in PyTorch's reset_parameters.
    /// </summary>
    public static Parameter Weight(long[] shape, TensorOptions options)
    {
        Parameter weight = Uninitialized(shape, options);
        FillUniform(weight, 1 / Math.Sqrt(FanIn(weight)));
        return weight;
    }

    /// <summary>Uniform within 1 / sqrt(fan in of the weight).</summary>
    public static Parameter Bias(long count, Tensor weight, TensorOptions options)
    {
        Parameter bias = Uninitialized([count], options);
        FillUniform(bias, 1 / Math.Sqrt(FanIn(weight)));
        return bias;
    }

    /// <summary>A parameter of one value.</summary>
    public static Parameter Constant(long count, long value, TensorOptions options)
    {
        Parameter parameter = Uninitialized([count], options);
        using IDisposable noGrad = no_grad();
        NativeMethods.ScalarOpInPlace((int)ScalarOperatorInPlace.Fill, parameter.Handle, new ScalarValue(value));
        return parameter;
    }

    /// <summary>The number of inputs that one output sums over.</summary>
    public static double FanIn(Tensor weight)
    {
        long[] shape = weight.shape;
        double count = 1;
        for (int i = 1; i < shape.Length; i++)
        {
            count *= shape[i];
        }

        return count;
    }

    private static Parameter Uninitialized(long[] shape, TensorOptions options)
    {
        NativeMethods.Empty(shape, shape.Length, in options, out TensorHandle handle);
        using var values = new Tensor(handle);
        return new Parameter(values);
    }

    private static void FillUniform(Parameter parameter, double bound)
    {
        using IDisposable noGrad = no_grad();
        NativeMethods.UniformInPlace(parameter.Handle, -bound, bound, GeneratorHandle.None);
    }
}
