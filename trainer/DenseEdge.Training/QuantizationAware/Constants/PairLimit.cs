using DenseEdge.Onnx.Engines;
using DenseEdge.Onnx.Schema;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.QuantizationAware.Constants;

/// <summary>
/// Keeps neighbouring codes within sums of 16 bits (<see cref="SixteenBitPairs"/>): where two of one sign sum to more than 128,
/// both give up half of the excess, which is the nearest point that fits. Such weights are a convex set, so averages of them
/// are in it too.
/// </summary>
internal sealed class PairLimit : IDisposable
{
    // Below 128 by more than float32 can be wrong there: two numbers that sum to less than 128 round to codes that sum to 128
    // at most, because rounding adds 1 at most and codes sum to whole numbers.
    private const double GreatestSum = SixteenBitPairs.GreatestSum - 1e-3;

    private readonly Tensor _partners;
    private readonly Tensor _hasPartner;

    private PairLimit(Tensor partners, Tensor hasPartner)
        => (_partners, _hasPartner) = (partners.DetachFromDisposeScope(), hasPartner.DetachFromDisposeScope());

    /// <summary>Finds the pairs of a weight.</summary>
    /// <param name="node">The node that reads it.</param>
    /// <param name="shape">Its shape.</param>
    /// <returns>Null where nothing is added in 16 bits.</returns>
    public static PairLimit? Make(NodeProto node, long[] shape)
    {
        int[] partners = SixteenBitPairs.Partners(node, Array.ConvertAll(shape, size => checked((int)size)));
        return partners.Length == 0
            ? null
            : new PairLimit(
                tensor(Array.ConvertAll(partners, partner => (long)Math.Max(partner, 0))),
                tensor(Array.ConvertAll(partners, partner => partner < 0 ? 0f : 1f)));
    }

    /// <summary>Brings weights within the limit, in place.</summary>
    /// <param name="units">The weights in units of their scales, of the shape given before.</param>
    public void Apply(Tensor units)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor own = units.detach().reshape(-1);
        Tensor other = own.index_select(0, _partners).mul_(_hasPartner);
        Tensor excess = Excess(own, other).sub_(Excess(own.neg(), other.neg()));
        units.sub_(excess.mul_(0.5).reshape(units.shape));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _partners.Dispose();
        _hasPartner.Dispose();
    }

    private static Tensor Excess(Tensor own, Tensor other) => own.relu().add_(other.relu()).sub_(GreatestSum).relu_();
}
