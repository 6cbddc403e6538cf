using DenseEdge.Training.Tests.Network;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Attention;

/// <summary>One sample of a tensor [N, C, H, W] as plain numbers.</summary>
internal sealed class Map(Tensor tensor, int sample)
{
    private readonly double[] _values = Numbers.Values(tensor.select(0, sample));

    public int Channels { get; } = (int)tensor.shape[1];

    public int Height { get; } = (int)tensor.shape[2];

    public int Width { get; } = (int)tensor.shape[3];

    public int Pixels => Height * Width;

    public double this[int channel, int pixel] => _values[(channel * Pixels) + pixel];
}
