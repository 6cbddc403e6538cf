using DenseEdge.Contracts;
using static TorchSharp.torch;

namespace DenseEdge.Training.Contrast;

/// <summary>What a contrast works on: one target and one source in one step.</summary>
/// <param name="Target">The task whose features are contrasted.</param>
/// <param name="Source">The task whose labels say what is alike.</param>
/// <param name="Labels">The source's labels at the size of the features.</param>
/// <param name="Random">The random numbers of this pair and step.</param>
/// <param name="Features">Projected features of drawn pixels.</param>
/// <param name="SourcePrediction">The source's prediction at the size of the features, [N, channels, h, w].</param>
internal sealed record PairContrast(
    TaskKind Target, TaskKind Source, SourceLabels Labels, Random Random, ProjectedFeatures Features, Tensor SourcePrediction);
