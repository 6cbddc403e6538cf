using static TorchSharp.torch;

namespace DenseEdge.Examples.DropInRefinement;

/// <summary>What the network predicts, at a quarter of the image's size.</summary>
/// <param name="Material">Logits, [N, materials, h, w].</param>
/// <param name="Height">Height, [N, 1, h, w].</param>
/// <param name="Shadow">Logit, [N, 1, h, w].</param>
/// <param name="CoarseMaterial">Logits of the auxiliary prediction, [N, materials, h, w].</param>
/// <param name="CoarseHeight">Logits of the auxiliary prediction, [N, bins, h, w].</param>
public sealed record ThreeTaskPredictions(
    Tensor Material, Tensor Height, Tensor Shadow, Tensor CoarseMaterial, Tensor CoarseHeight);
