using static TorchSharp.torch;

namespace DenseEdge.Training.Search;

/// <summary>What a pair of tasks reads.</summary>
/// <param name="Target">Features of the target task, [N, C, H, W].</param>
/// <param name="Source">Features of the source task, [N, C, H, W].</param>
/// <param name="TargetMaps">Normalised maps of the target task, [N, L, HW].</param>
/// <param name="SourceMaps">Normalised maps of the source task, [N, L', HW].</param>
internal sealed record PairFeatures(Tensor Target, Tensor Source, Tensor TargetMaps, Tensor SourceMaps);
