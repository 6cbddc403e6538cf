using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.Training.Search;

/// <summary>What every step of a search does alike: gradients for all parameters, checked and clipped together.</summary>
/// <param name="network">The supernet.</param>
/// <param name="clipNorm">Largest global L2 norm of the gradients of weights and preferences together.</param>
internal sealed class GradientStep(Supernet network, double clipNorm)
{
    private readonly Parameter[] _parameters = [.. network.parameters().Where(parameter => parameter.requires_grad)];

    /// <summary>
    /// Gives every parameter a gradient of zero. A step that uses part of the contexts leaves the others' gradients at zero
    /// then, not missing, so that an optimiser treats them alike in a search that goes through and in one that was resumed.
    /// </summary>
    public void Prepare()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor sum = zeros([]);
        foreach (Parameter parameter in _parameters)
        {
            sum = sum + parameter.sum();
        }

        sum.mul(0).backward();
    }

    /// <summary>Computes the gradients of a loss.</summary>
    /// <param name="optimizers">The optimisers, whose gradients are from the step before.</param>
    /// <param name="loss">A scalar.</param>
    /// <param name="step">Steps done before, for the message.</param>
    /// <exception cref="ArithmeticException">The loss is infinite or NaN.</exception>
    public void Compute(IEnumerable<optim.Optimizer> optimizers, Tensor loss, int step)
    {
        double value = loss.item<float>();
        if (!double.IsFinite(value))
        {
            throw new ArithmeticException(
                $"The loss became {value} in step {step + 1}. Lower the learning rate and resume from the last checkpoint, or "
                + "check the data.");
        }

        foreach (optim.Optimizer optimizer in optimizers)
        {
            optimizer.zero_grad();
        }

        loss.backward();
        nn.utils.clip_grad_norm_(_parameters, clipNorm);
    }
}
