using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Network;

/// <summary>Compares gradients with differences of the function itself, in double precision.</summary>
internal static class FiniteDifferences
{
    private const double Step = 1e-5;

    /// <summary>
    /// Central differences with step h err by about h²·f''' plus the rounding 1e-16/h: some 1e-10 for functions of size 1.
    /// </summary>
    private const double Tolerance = 1e-7;

    /// <summary>Checks the gradient of sum(f · weights) for every element of every input.</summary>
    /// <param name="function">Any function to one tensor.</param>
    /// <param name="inputs">Float64 tensors.</param>
    public static void Check(Func<Tensor[], Tensor> function, params Tensor[] inputs)
    {
        foreach (Tensor input in inputs)
        {
            input.requires_grad_();
        }

        Tensor output = function(inputs);
        Tensor weights = Numbers.Uniform64(99, output.shape);
        IList<Tensor> gradients = autograd.grad([output], inputs, [weights]);
        using IDisposable withoutGradients = no_grad();
        for (int i = 0; i < inputs.Length; i++)
        {
            double[] gradient = Numbers.Values(gradients[i]);
            double[] values = Numbers.Values(inputs[i]);
            for (int element = 0; element < values.Length; element++)
            {
                double slope = (At(values[element] + Step) - At(values[element] - Step)) / (2 * Step);
                Assert.True(
                    Math.Abs(slope - gradient[element]) < Tolerance,
                    $"input {i}, element {element}: the slope is {slope}, the gradient {gradient[element]}");

                double At(double value)
                {
                    using DisposeScope scope = NewDisposeScope();
                    double[] changed = [.. values];
                    changed[element] = value;
                    Tensor[] arguments = [.. inputs];
                    arguments[i] = tensor(changed, inputs[i].shape);
                    return (function(arguments) * weights).sum().item<double>();
                }
            }
        }
    }
}
