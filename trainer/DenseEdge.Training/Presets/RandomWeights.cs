using DenseEdge.Contracts;
using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.Training.Presets;

/// <summary>
/// Networks that never saw an image but compute like trained ones: every layer's output has the spread that its
/// normalisation expects. A network as it is before training does not: its statistics are unset, so that features fade out
/// layer by layer down to numbers that processors compute slowly, and whole branches are multiplied by zero.
/// </summary>
public static class RandomWeights
{
    private const int Images = 2;
    private const int Height = 128;
    private const int Width = 160;

    /// <summary>The weight of one batch in a normalisation's running statistics.</summary>
    private const double Momentum = 0.1;

    /// <summary>The least variance that a normalisation is told: where a batch hardly varies, another one would be blown up.
    /// Features of ordinary layers vary by 0.1 and more.</summary>
    private const double LeastVariance = 0.01;

    /// <summary>Makes a network, in evaluation mode.</summary>
    /// <param name="options">The shape of the network.</param>
    /// <param name="seed">Equal seeds give equal networks.</param>
    /// <exception cref="ArgumentException">The options are wrong; the message lists every fault.</exception>
    public static MultiTaskNetwork Create(NetworkOptions options, long seed)
    {
        MultiTaskNetwork network = MultiTaskNetwork.Create(options, seed);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = no_grad();
        OpenClosedScales(network);
        SpreadPredictions(network);
        SetStatistics(network);
        CentreDepth(network);
        network.eval();
        return network;
    }

    /// <summary>Scales that training starts at 0, so that a refinement does nothing at first.</summary>
    private static void OpenClosedScales(MultiTaskNetwork network)
    {
        foreach ((string name, Parameter parameter) in network.named_parameters())
        {
            bool isScale = parameter.dim() == 1 && name.EndsWith(".weight", StringComparison.Ordinal);
            if (isScale && parameter.abs().max().item<float>() == 0)
            {
                parameter.fill_(1);
            }
        }
    }

    /// <summary>Predictions start training near zero. Here they spread as those of a trained network do: the sum of C products
    /// of features around 1 with weights of deviation 1 / sqrt(C).</summary>
    private static void SpreadPredictions(MultiTaskNetwork network)
    {
        foreach ((string name, Parameter parameter) in network.named_parameters())
        {
            if (parameter.dim() == 4 && name.Contains("logits", StringComparison.Ordinal))
            {
                nn.init.normal_(parameter, 0, 1 / Math.Sqrt(parameter.shape[1]));
            }
        }
    }

    /// <summary>Runs one batch in training mode, where every normalisation uses the batch's statistics, and keeps them:
    /// running statistics that start at 0 hold <see cref="Momentum"/> times the batch's afterwards.</summary>
    private static void SetStatistics(MultiTaskNetwork network)
    {
        Tensor[] means = Buffers(network, "running_mean"), variances = Buffers(network, "running_var");
        foreach (Tensor statistic in means.Concat(variances))
        {
            statistic.zero_();
        }

        network.train();
        network.forward(Patches()).Dispose();
        foreach (Tensor mean in means)
        {
            mean.copy_(mean.mul(1 / Momentum));
        }

        foreach (Tensor variance in variances)
        {
            variance.copy_(variance.mul(1 / Momentum).clamp_min(LeastVariance));
        }
    }

    private static Tensor[] Buffers(MultiTaskNetwork network, string name) =>
    [
        .. network.named_buffers()
            .Where(buffer => buffer.name.EndsWith(name, StringComparison.Ordinal))
            .Select(buffer => buffer.buffer),
    ];

    /// <summary>Lets the depth start in the middle of its range, on the logarithmic scale of its bins: around 0 half of the
    /// pixels would be cut off.</summary>
    private static void CentreDepth(MultiTaskNetwork network)
    {
        NetworkOptions options = network.Options;
        if (options.Tasks.Any(task => task.Kind == TaskKind.Depth))
        {
            network.Head.FinalLogits[TaskKind.Depth].bias!.fill_(Math.Sqrt(options.DepthMinMeters * options.DepthMaxMeters));
        }
    }

    /// <summary>Noise of several sizes, as natural images have it; [N, 3, H, W], 0 to 255.</summary>
    private static Tensor Patches()
    {
        Tensor sum = zeros([Images, 3, Height, Width]);
        for (int cell = 32; cell >= 1; cell /= 4)
        {
            Tensor coarse = rand([Images, 3, Height / cell, Width / cell]);
            sum = sum.add(Layers.ResizeTo(coarse, Height, Width).mul(byte.MaxValue / 3.0));
        }

        return sum;
    }
}
