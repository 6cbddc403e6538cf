using System.Globalization;

namespace DenseEdge.Parity.Checks;

/// <summary>How far a number may be from its reference.</summary>
/// <param name="Absolute">Allowed whatever the reference is.</param>
/// <param name="Relative">Allowed in addition per unit of the reference's own size.</param>
/// <param name="RelativeToLargest">Allowed in addition per unit of the largest reference of the array.</param>
public readonly record struct Tolerance(double Absolute, double Relative, double RelativeToLargest)
{
    /// <summary>Outputs of single modules, losses, metrics and transforms: 1e-4 + 1e-4·|reference|.</summary>
    public static Tolerance Module { get; } = new(1e-4, 1e-4, 0);

    /// <summary>Gradients: 1e-3 of the largest of the array.</summary>
    public static Tolerance Gradient { get; } = new(1e-7, 0, 1e-3);

    /// <summary>Whole networks: 2e-4.</summary>
    public static Tolerance Network { get; } = new(2e-4, 0, 0);

    /// <summary>Formulas that both sides compute in float64: 1e-9 + 1e-9·|reference|.</summary>
    public static Tolerance Formula { get; } = new(1e-9, 1e-9, 0);

    /// <summary>Integers, truth values and texts.</summary>
    public static Tolerance Exact { get; } = new(0, 0, 0);

    /// <summary>The tolerance of one of several gradients of the same number.</summary>
    /// <remarks>
    /// Some gradients are 0 in exact arithmetic, such as that of an offset in front of a batch normalisation; what float32
    /// leaves of them is noise of the size of the others' last digits, and no share of it can be asked for. So an array whose
    /// largest number is below a thousandth of the largest of all may differ by two millionths of that in addition.
    /// </remarks>
    /// <param name="largest">The largest absolute reference of the array.</param>
    /// <param name="largestOfAll">The largest absolute reference of all arrays.</param>
    public static Tolerance OfGradient(double largest, double largestOfAll)
    {
        const double SmallShare = 1e-3;
        const double NoiseShare = 2e-6;
        return largest < SmallShare * largestOfAll
            ? Gradient with { Absolute = NoiseShare * largestOfAll }
            : Gradient;
    }

    /// <summary>Gets the largest difference that is allowed.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="largest">The largest absolute reference of its array.</param>
    public double Allowed(double reference, double largest)
        => Absolute + (Relative * Math.Abs(reference)) + (RelativeToLargest * largest);

    /// <summary>Writes the rule, such as "1E-04+1E-04·|r|".</summary>
    public override string ToString()
    {
        List<string> parts = [];
        Add(Absolute, string.Empty);
        Add(Relative, "·|r|");
        Add(RelativeToLargest, "·max|r|");
        return parts.Count == 0 ? "exact" : string.Join("+", parts);

        void Add(double value, string factor)
        {
            if (value > 0)
            {
                parts.Add(value.ToString("0e0", CultureInfo.InvariantCulture) + factor);
            }
        }
    }
}
