using static TorchSharp.torch;

namespace DenseEdge.Training.Engine;

/// <summary>
/// Exponential moving average of a network's parameters. At a learning rate that falls to 0 over a short run the average is
/// a better network than the last step's.
/// </summary>
internal sealed class WeightAverage : IDisposable
{
    private readonly List<(Tensor Live, Tensor Average)> _pairs;
    private readonly double _decay;
    private int _updates;

    /// <summary>Starts the average at the network's present parameters.</summary>
    /// <param name="network">The network; its parameters are followed.</param>
    /// <param name="decay">Weight of the past in each update, 0 to 1.</param>
    /// <param name="updates">Updates that the average has seen already, when it continues a checkpoint.</param>
    public WeightAverage(nn.Module network, double decay, int updates = 0)
    {
        (Network, _decay, _updates) = (network, decay, updates);
        using IDisposable noGradient = no_grad();
        _pairs = [.. network.parameters().Select(parameter =>
            ((Tensor)parameter, parameter.detach().clone().DetachFromDisposeScope()))];
    }

    /// <summary>The network whose parameters are followed.</summary>
    public nn.Module Network { get; }

    /// <summary>Takes in the parameters after one step.</summary>
    public void Update()
    {
        using IDisposable noGradient = no_grad();

        // The first updates forget the random start faster than the decay alone would.
        _updates++;
        double decay = Math.Min(_decay, (1.0 + _updates) / (10.0 + _updates));
        foreach ((Tensor live, Tensor average) in _pairs)
        {
            // average = decay * average + (1 - decay) * live.
            average.mul_(decay).add_(live, alpha: 1 - decay);
        }
    }

    /// <summary>Exchanges the live parameters with the average, until the result is disposed.</summary>
    public IDisposable Apply()
    {
        Swap();
        return new Restore(this);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((_, Tensor average) in _pairs)
        {
            average.Dispose();
        }
    }

    private void Swap()
    {
        using IDisposable noGradient = no_grad();
        foreach ((Tensor live, Tensor average) in _pairs)
        {
            using Tensor copy = live.detach().clone();
            live.copy_(average);
            average.copy_(copy);
        }
    }

    private sealed class Restore(WeightAverage owner) : IDisposable
    {
        public void Dispose() => owner.Swap();
    }
}
