using static TorchSharp.torch;

namespace DenseEdge.Training.Search;

/// <summary>How much each context type counts in one pair: a soft weight each, or one of them alone.</summary>
internal sealed class ContextWeights
{
    private ContextWeights(Tensor? soft, int index) => (Soft, Index) = (soft, index);

    /// <summary>[types] in the order of the codes, none first, summing to 1; null if one type stands alone.</summary>
    public Tensor? Soft { get; }

    /// <summary>The code of the only type, 0 for none; meaningless with soft weights.</summary>
    public int Index { get; }

    /// <summary>Weights between 0 and 1.</summary>
    /// <param name="weights">[types], none first.</param>
    public static ContextWeights Mixed(Tensor weights) => new(weights, -1);

    /// <summary>Weight 1 for one type, 0 for the others, which need not be computed then.</summary>
    /// <param name="index">The type's code, 0 for none.</param>
    public static ContextWeights OneHot(int index) => new(null, index);
}
