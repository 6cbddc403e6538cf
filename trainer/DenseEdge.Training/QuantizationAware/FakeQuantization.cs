using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.QuantizationAware;

/// <summary>
/// Rounding to the codes of an integer type in floating point, with straight-through gradients: forward exactly the values
/// that the codes stand for, backward the gradient of the clipping alone, 1 between the ends of the range, ends included, and
/// 0 beyond.
/// </summary>
/// <remarks>
/// Bengio et al., "Estimating or Propagating Gradients Through Stochastic Neurons", 2013 (the straight-through estimator); with
/// clipping as in Jacob et al., CVPR 2018, section 3. Written as y = c + (r − c) with c = the clipped x and r = its rounding, the
/// bracket without gradient. The sum is r to the last bit: c lies within half a step of r, so r is 0 or c between r/2 and
/// 2r, where the difference of two floating-point numbers is exact (Sterbenz' lemma).
/// </remarks>
internal static class FakeQuantization
{
    /// <summary>Rounds numbers to whole numbers within limits, halves to even.</summary>
    /// <param name="units">Values in units of their scale, any shape.</param>
    /// <param name="lowest">The lowest code.</param>
    /// <param name="highest">The highest code.</param>
    /// <returns>Whole numbers of the same shape; multiplied by the scale they are what the codes stand for.</returns>
    public static Tensor Codes(Tensor units, double lowest, double highest)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor inside = units.clamp(lowest, highest);
        return StraightThrough(inside, inside.detach().round()).MoveToOuterDisposeScope();
    }

    /// <summary>Computes what QuantizeLinear and DequantizeLinear make of an activation.</summary>
    /// <param name="values">Any shape, float32.</param>
    /// <param name="scale">Distance of two codes, one number above 0.</param>
    /// <param name="zeroPoint">The code of 0.</param>
    /// <param name="lowest">The lowest code of the type.</param>
    /// <param name="highest">The highest code of the type.</param>
    /// <returns>Of the same shape: (clamp(round(x / scale) + zero point) − zero point) · scale.</returns>
    public static Tensor Values(Tensor values, float scale, int zeroPoint, int lowest, int highest)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor step = tensor(scale);
        Tensor inside = values.clamp(scale * (lowest - zeroPoint), scale * (highest - zeroPoint));

        // A quotient, not a product with 1 / scale: at half-way points the last bit decides, and engines divide.
        Tensor rounded = inside.detach().div(step).round_().mul_(step);
        return StraightThrough(inside, rounded).MoveToOuterDisposeScope();
    }

    private static Tensor StraightThrough(Tensor inside, Tensor rounded) => inside.add(rounded.sub_(inside.detach()));
}
