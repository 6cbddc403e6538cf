using DenseEdge.Training.Network;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.Training.Engine;

/// <summary>Makes the optimiser of a training: AdamW with smaller steps for the backbone.</summary>
internal static class WeightOptimizer
{
    /// <summary>Makes the optimiser.</summary>
    /// <param name="parameters">Parameters by their names in the network; those without gradient are left out.</param>
    /// <param name="options">Learning rates and decay.</param>
    public static AdamW Make(IEnumerable<(string name, Parameter parameter)> parameters, TrainingOptions options)
    {
        // No decay on vectors (biases and normalisation), which have no scale to shrink.
        List<AdamW.ParamGroup> groups = [.. parameters
            .Where(named => named.parameter.requires_grad)
            .GroupBy(named => (
                IsBackbone: MultiTaskNetwork.IsBackboneParameter(named.name),
                Decays: named.parameter.dim() > 1))
            .OrderBy(group => group.Key)
            .Select(group => new AdamW.ParamGroup(
                group.Select(named => named.parameter),
                lr: options.LearningRate * (group.Key.IsBackbone ? options.BackboneLearningRateFactor : 1),
                weight_decay: group.Key.Decays ? options.WeightDecay : 0))];
        return optim.AdamW(groups, options.LearningRate, beta1: 0.9, beta2: 0.999, weight_decay: options.WeightDecay);
    }
}
