using System.Globalization;
using DenseEdge.Imaging;
using DenseEdge.Parity.Vectors;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Checks;

/// <summary>Compares what DenseEdge computes with the arrays of one file, and keeps the results.</summary>
/// <param name="file">The file.</param>
internal sealed class CheckList(VectorFile file)
{
    private readonly List<ParityCheck> _checks = [];

    /// <summary>The results so far.</summary>
    public IReadOnlyList<ParityCheck> Checks => _checks;

    /// <summary>Compares a tensor with an array.</summary>
    /// <param name="key">The array.</param>
    /// <param name="actual">What DenseEdge computes, of the array's shape.</param>
    /// <param name="tolerance">How far they may be apart; integers and truth values always compare exactly.</param>
    public void Compare(string key, Tensor actual, Tolerance tolerance)
    {
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        double[] values = actual.detach().to_type(ScalarType.Float64).contiguous().data<double>().ToArray();
        Compare(key, values, actual.shape, tolerance);
    }

    /// <summary>Compares numbers with an array, and leaves the array's shape to the array.</summary>
    /// <param name="key">The array.</param>
    /// <param name="actual">What DenseEdge computes, row by row.</param>
    /// <param name="tolerance">How far they may be apart; integers and truth values always compare exactly.</param>
    public void Compare(string key, IEnumerable<double> actual, Tolerance tolerance)
    {
        double[] values = [.. actual];
        long[] shape = [.. file[key].Shape.Select(side => (long)side)];
        bool fits = values.Length == file[key].Count;
        Compare(key, values, fits ? shape : [values.Length], tolerance);
    }

    /// <summary>Compares one number with an array of no dimension.</summary>
    /// <param name="key">The array.</param>
    /// <param name="actual">What DenseEdge computes.</param>
    /// <param name="tolerance">How far they may be apart; integers and truth values always compare exactly.</param>
    public void Compare(string key, double actual, Tolerance tolerance) => Compare(key, [actual], [], tolerance);

    /// <summary>Compares integers or bytes with an array.</summary>
    /// <param name="key">The array.</param>
    /// <param name="actual">What DenseEdge computes, row by row.</param>
    public void CompareExactly(string key, IEnumerable<long> actual) => Compare(key, actual.Select(value => (double)value), Tolerance.Exact);

    /// <summary>Compares texts with an array.</summary>
    /// <param name="key">The array.</param>
    /// <param name="actual">What DenseEdge computes.</param>
    public void CompareTexts(string key, IReadOnlyList<string> actual)
    {
        string[] expected = file[key].ToStrings();
        bool same = expected.AsSpan().SequenceEqual(actual.ToArray());
        Expect(key, same, same ? string.Empty : $"expected {string.Join(", ", expected)}, got {string.Join(", ", actual)}");
    }

    /// <summary>Records a check that is not about numbers.</summary>
    /// <param name="name">What was checked.</param>
    /// <param name="passed">Whether it holds.</param>
    /// <param name="note">What is wrong, or what should be known.</param>
    public void Expect(string name, bool passed, string note)
        => _checks.Add(new ParityCheck(name, passed, 1, 0, 0, passed ? 0 : double.PositiveInfinity, Tolerance.Exact, note));

    private void Compare(string key, double[] actual, long[] shape, Tolerance tolerance)
    {
        NpyArray reference = file[key];
        Tolerance rule = reference.IsInteger ? Tolerance.Exact : tolerance;
        if (!reference.Shape.Select(side => (long)side).SequenceEqual(shape))
        {
            string shapes = $"expected the shape [{string.Join(", ", reference.Shape)}], got [{string.Join(", ", shape)}]";
            _checks.Add(new ParityCheck(key, false, 0, 0, 0, double.PositiveInfinity, rule, shapes));
            return;
        }

        _checks.Add(Judge(key, actual, reference.ToDoubles(), reference.Shape, rule));
    }

    private static ParityCheck Judge(
        string key, double[] actual, double[] expected, IReadOnlyList<int> shape, Tolerance tolerance)
    {
        double largest = expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        double worst = 0, worstShare = 0;
        int worstAt = -1;
        for (int i = 0; i < expected.Length; i++)
        {
            double difference = Difference(actual[i], expected[i]);
            double share = Share(difference, tolerance.Allowed(expected[i], largest));
            worst = Math.Max(worst, difference);
            if (share > worstShare)
            {
                (worstShare, worstAt) = (share, i);
            }
        }

        string note = worstAt < 0 ? string.Empty : string.Create(
            CultureInfo.InvariantCulture,
            $"at [{Position(worstAt, shape)}]: expected {expected[worstAt]:g7}, got {actual[worstAt]:g7}");
        double relative = worst == 0 ? 0 : worst / largest;
        return new ParityCheck(key, worstShare <= 1, expected.Length, worst, relative, worstShare, tolerance, note);
    }

    // An infinite reference allows an infinite difference by the rule: that must not let a wrong infinity or number pass.
    private static double Share(double difference, double allowed)
        => difference == 0 ? 0 : double.IsFinite(difference) ? difference / allowed : double.PositiveInfinity;

    // Equal infinities and NaN against NaN are no difference; any other pair with one of them is an infinite one.
    private static double Difference(double actual, double expected)
    {
        if (actual.Equals(expected))
        {
            return 0;
        }

        double difference = Math.Abs(actual - expected);
        return double.IsNaN(difference) ? double.PositiveInfinity : difference;
    }

    private static string Position(int index, IReadOnlyList<int> shape)
    {
        int[] position = new int[shape.Count];
        for (int dimension = shape.Count - 1; dimension >= 0; dimension--)
        {
            position[dimension] = index % shape[dimension];
            index /= shape[dimension];
        }

        return string.Join(", ", position);
    }
}
