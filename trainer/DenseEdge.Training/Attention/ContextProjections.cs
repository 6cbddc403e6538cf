using static TorchSharp.torch;

namespace DenseEdge.Training.Attention;

/// <summary>The projections of a <see cref="ContextPoolingBlock"/>, activations included.</summary>
/// <param name="Query">[N, D, H, W].</param>
/// <param name="Key">[N, D, H, W], or one key per region, [N, D, L, 1], for the label types.</param>
/// <param name="Value">[N, D, H, W], or [N, D, L, 1] for the label types.</param>
/// <param name="Regions">Region descriptors, [N, C, L, 1], of the label types; null for the others.</param>
internal readonly record struct ContextProjections(Tensor Query, Tensor Key, Tensor Value, Tensor? Regions);
