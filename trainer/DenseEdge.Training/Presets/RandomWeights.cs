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
    private const int Images = 4;
    private const int Height = 128;
    private const int Width = 160;

    /// <summary>The weight of one batch in a normalisation's running statistics.</summary>
    private const double Momentum = 0.1;

    /// <summary>What stands before the names of the attention between tasks.</summary>
    private const string Attention = "head.atrc_module.";

    /// <summary>What is added to the variance that the attention's normalisations see: averages over a picture hardly vary
    /// within it, and those of another picture, which lie elsewhere, would be blown up.</summary>
    private const double VarianceBetweenPictures = 1;

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
        Tensor images = Patches();
        SetStatistics(network, images);
        network.eval();
        CentrePredictions(network, images);
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
    private static void SetStatistics(MultiTaskNetwork network, Tensor images)
    {
        (string Name, Tensor Values)[] statistics =
        [
            .. network.named_buffers()
                .Where(buffer => IsMean(buffer.name) || IsVariance(buffer.name))
                .Select(buffer => (buffer.name, buffer.buffer)),
        ];
        foreach ((_, Tensor values) in statistics)
        {
            values.zero_();
        }

        network.train();
        network.forward(images).Dispose();
        foreach ((string name, Tensor values) in statistics)
        {
            bool isOfAttention = IsVariance(name) && name.StartsWith(Attention, StringComparison.Ordinal);
            values.copy_(values.mul(1 / Momentum).add(isOfAttention ? VarianceBetweenPictures : 0));
        }
    }

    private static bool IsMean(string name) => name.EndsWith("running_mean", StringComparison.Ordinal);

    private static bool IsVariance(string name) => name.EndsWith("running_var", StringComparison.Ordinal);

    /// <summary>Moves the mean of every prediction to 0, so that every class wins somewhere, and that of the depth to the middle
    /// of its range on the logarithmic scale of its bins.</summary>
    private static void CentrePredictions(MultiTaskNetwork network, Tensor images)
    {
        NetworkOptions options = network.Options;
        using NetworkOutput output = network.Predict(images);
        foreach ((TaskKind task, Tensor prediction) in output.FinalLowResolution)
        {
            double centre = task == TaskKind.Depth ? Math.Sqrt(options.DepthMinMeters * options.DepthMaxMeters) : 0;
            Tensor bias = network.Head.FinalLogits[task].bias!;
            bias.copy_(bias.sub(prediction.transpose(0, 1).flatten(1).mean([1L])).add(centre));
        }
    }

    /// <summary>Noise of several sizes, as natural images have it, each picture of its own brightness, tint and contrast: what all
    /// pictures had in common would be blown up in the first one without it. [N, 3, H, W], 0 to 255.</summary>
    private static Tensor Patches()
    {
        Tensor noise = zeros([Images, 3, Height, Width]);
        for (int cell = 32; cell >= 1; cell /= 4)
        {
            Tensor coarse = rand([Images, 3, Height / cell, Width / cell]).sub(0.5);
            noise = noise.add(Layers.ResizeTo(coarse, Height, Width));
        }

        Tensor contrast = rand([Images, 1, 1, 1]).add(0.5);
        Tensor tint = rand([Images, 3, 1, 1]).mul(0.6).add(0.2);
        return noise.mul(contrast).add(tint).clamp(0, 1).mul(byte.MaxValue);
    }
}
