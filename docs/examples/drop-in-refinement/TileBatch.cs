using static TorchSharp.torch;

namespace DenseEdge.Examples.DropInRefinement;

/// <summary>Pictures with labels at a quarter of their size.</summary>
/// <param name="Images">[N, 3, 64, 64], 0 to 1.</param>
/// <param name="Material">Classes, [N, 16, 16].</param>
/// <param name="Height">[N, 1, 16, 16].</param>
/// <param name="Shadow">0 or 1, [N, 1, 16, 16].</param>
/// <param name="HeightBin">Bins of the height, [N, 16, 16].</param>
internal sealed record TileBatch(Tensor Images, Tensor Material, Tensor Height, Tensor Shadow, Tensor HeightBin);
