using static TorchSharp.torch;

namespace DenseEdge.Parity.Tests.Support;

/// <summary>Writes the gradients of one number.</summary>
/// <param name="number">A scalar with gradient.</param>
internal sealed class Differentiation(Tensor number)
{
    /// <summary>Writes one gradient; zeros if there is no path.</summary>
    public void Write(VectorWriter writer, string key, Tensor input)
    {
        Tensor? gradient = autograd.grad([number], [input], retain_graph: true, allow_unused: true)[0];
        writer.Add(key, gradient ?? zeros_like(input));
    }

    /// <summary>Writes the gradients of all parameters.</summary>
    public void WriteParameters(VectorWriter writer, string prefix, PlainState state)
    {
        foreach ((string name, Tensor parameter) in state.Parameters)
        {
            Write(writer, prefix + name, parameter);
        }
    }

    /// <summary>Writes the statistics of all normalisations.</summary>
    public static void WriteStatistics(VectorWriter writer, string prefix, PlainState state)
    {
        foreach ((string name, Tensor statistic) in state.Statistics)
        {
            writer.Add(prefix + name, statistic);
        }
    }
}
