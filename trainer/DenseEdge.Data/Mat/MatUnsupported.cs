namespace DenseEdge.Data.Mat;

/// <summary>An array whose content is not read; whoever wants it learns why.</summary>
/// <param name="place">File and place in it, for messages.</param>
/// <param name="shape">The length of each dimension.</param>
/// <param name="kind">What it is.</param>
internal sealed class MatUnsupported(string place, IReadOnlyList<int> shape, string kind) : MatArray(place, shape)
{
    internal override string Kind => $"{kind}, which is not supported";
}
