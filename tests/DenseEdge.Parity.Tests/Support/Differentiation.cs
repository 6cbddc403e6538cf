using static TorchSharp.torch;

namespace DenseEdge.Parity.Tests.Support;

/// <summary>The gradients of one number, all from one backward pass.</summary>
internal sealed class Differentiation
{
    private readonly List<(string Key, Tensor Input)> _inputs = [];

    /// <summary>Asks for one gradient.</summary>
    public void Add(string key, Tensor input) => _inputs.Add((key, input));

    /// <summary>Asks for the gradients of all parameters.</summary>
    public void AddParameters(string prefix, PlainState state)
    {
        foreach ((string name, Tensor parameter) in state.Parameters)
        {
            Add(prefix + name, parameter);
        }
    }

    /// <summary>Differentiates, and writes; zeros where there is no path.</summary>
    public void Write(VectorWriter writer, Tensor number)
    {
        IList<Tensor> gradients = autograd.grad([number], [.. _inputs.Select(asked => asked.Input)], allow_unused: true);
        foreach (((string key, Tensor input), Tensor? gradient) in _inputs.Zip(gradients))
        {
            writer.Add(key, gradient ?? zeros_like(input));
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
