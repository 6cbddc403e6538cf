using DenseEdge.Training.Network;

namespace DenseEdge.Training.Export;

/// <summary>What a network costs: parameters as it is trained, multiply-adds as it is exported.</summary>
/// <param name="Parameters">Trained parameters; running statistics are not counted.</param>
/// <param name="BackboneParameters">Those of the backbone, all branches included.</param>
/// <param name="MultiplyAdds">
/// Multiply-adds of convolutions and matrix products for one image of the network's input size, as the exported model computes
/// it: without predictions that only training needs.
/// </param>
public sealed record NetworkCost(long Parameters, long BackboneParameters, long MultiplyAdds)
{
    /// <summary>Counts a network.</summary>
    /// <param name="network">The network; its mode doesn't matter.</param>
    public static NetworkCost Of(MultiTaskNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        long all = 0, backbone = 0;
        foreach ((string name, TorchSharp.Modules.Parameter parameter) in network.named_parameters())
        {
            all += parameter.numel();
            backbone += MultiTaskNetwork.IsBackboneParameter(name) ? parameter.numel() : 0;
        }

        return new NetworkCost(all, backbone, OnnxExporter.Build(network, trainingData: null).Summarize().MultiplyAdds);
    }
}
