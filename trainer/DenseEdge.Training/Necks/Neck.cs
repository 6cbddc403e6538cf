using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Necks;

/// <summary>Fuses the levels of a backbone into one feature map at the size of the finest.</summary>
/// <param name="name">Name of the module, for messages.</param>
internal abstract class Neck(string name) : Module<Tensor[], Tensor>(name)
{
    /// <summary>Channels of the fused map.</summary>
    public abstract int OutChannels { get; }
}
