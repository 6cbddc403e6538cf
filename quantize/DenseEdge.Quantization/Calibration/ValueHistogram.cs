using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace DenseEdge.Quantization.Calibration;

/// <summary>
/// Counts the values of a tensor in bins of one width, on both sides of zero. It grows as values come, so that one pass
/// over the data is enough, in constant memory.
/// </summary>
/// <remarks>
/// The width of a bin is a power of two, 2^<see cref="Exponent"/>, the least for which <see cref="BinsPerSide"/> bins hold
/// the greatest magnitude. To grow is to add neighbouring bins in pairs, which loses nothing: the counts are those that a
/// second pass with the final width would have found, in whatever order the data came and into however many histograms it
/// was divided. At least half the bins of a side, 2048, lie below the greatest magnitude.
/// </remarks>
public sealed class ValueHistogram
{
    /// <summary>Number of bins for the negative values, and for the others.</summary>
    public const int BinsPerSide = 4096;

    // log2(BinsPerSide)
    private const int BinBits = 12;

    // Narrower bins would only resolve denormal numbers.
    private const int SmallestExponent = -126;

    // Bin i holds values in [(i − BinsPerSide) · w, (i − BinsPerSide + 1) · w): floor(x / w) + BinsPerSide.
    private readonly long[] _counts = new long[2 * BinsPerSide];

    /// <summary>Binary logarithm of the width of a bin; null until a value other than zero was counted.</summary>
    public int? Exponent { get; private set; }

    /// <summary>Number of values that were exactly zero; no bin counts them, for every grid represents them exactly.</summary>
    public long Zeros { get; private set; }

    /// <summary>Number of all values.</summary>
    public long Count { get; private set; }

    /// <summary>Width of a bin; 0 until a value other than zero was counted.</summary>
    public double BinWidth => Exponent is { } exponent ? Math.ScaleB(1, exponent) : 0;

    /// <summary>Number of values x, other than zero, with index · w ≤ x &lt; (index + 1) · w.</summary>
    /// <param name="index">From −<see cref="BinsPerSide"/> to <see cref="BinsPerSide"/> − 1.</param>
    public long this[int index] => _counts[index + BinsPerSide];

    /// <summary>Number of values x with index · w ≤ |x| &lt; (index + 1) · w, but for the edges of negative bins.</summary>
    /// <param name="index">From 0 to <see cref="BinsPerSide"/> − 1.</param>
    public long Magnitudes(int index) => this[index] + this[-1 - index];

    /// <summary>Counts values.</summary>
    /// <param name="values">Finite values.</param>
    /// <param name="greatestMagnitude">The greatest magnitude among them.</param>
    public void Add(ReadOnlySpan<float> values, float greatestMagnitude)
    {
        Count += values.Length;
        if (greatestMagnitude == 0)
        {
            Zeros += values.Length;
            return;
        }

        GrowTo(Math.Max(SmallestExponent, Math.ILogB(greatestMagnitude) + 1 - BinBits));
        float perWidth = (float)Math.ScaleB(1, -Exponent!.Value);
        int vectors = values.Length - (values.Length % Vector256<float>.Count);
        long zeros = AddVectors(values[..vectors], perWidth) + AddSingles(values[vectors..], perWidth);

        // Zeros were counted in the bin above 0, so that no value needs a branch.
        _counts[BinsPerSide] -= zeros;
        Zeros += zeros;
    }

    /// <summary>Adds what another histogram counted.</summary>
    /// <param name="other">The other one; it doesn't change.</param>
    public void Merge(ValueHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Count += other.Count;
        Zeros += other.Zeros;
        if (other.Exponent is not { } exponent)
        {
            return;
        }

        GrowTo(exponent);
        int shift = Math.Min(Exponent!.Value - exponent, BinBits + 1);
        for (int index = -BinsPerSide; index < BinsPerSide; index++)
        {
            _counts[(index >> shift) + BinsPerSide] += other[index];
        }
    }

    /// <summary>The mean of the magnitudes, from the centres of the bins.</summary>
    public double MeanMagnitude()
    {
        double sum = 0;
        for (int index = 0; index < BinsPerSide; index++)
        {
            sum += Magnitudes(index) * (index + 0.5);
        }

        return Count == 0 ? 0 : sum * BinWidth / Count;
    }

    internal static float GreatestMagnitude(float min, float max) => Math.Max(Math.Abs(min), Math.Abs(max));

    /// <summary>The least and the greatest value; both are NaN if one value is.</summary>
    /// <param name="values">At least one value.</param>
    internal static (float Min, float Max) Range(ReadOnlySpan<float> values)
        => (TensorPrimitives.Min(values), TensorPrimitives.Max(values));

    // The products are exact: a power of two.
    private long AddSingles(ReadOnlySpan<float> values, float perWidth)
    {
        long zeros = 0;
        foreach (float value in values)
        {
            _counts[(int)MathF.Floor(value * perWidth) + BinsPerSide]++;
            zeros += value == 0 ? 1 : 0;
        }

        return zeros;
    }

    private long AddVectors(ReadOnlySpan<float> values, float perWidth)
    {
        Span<int> bins = stackalloc int[Vector256<int>.Count];
        long[] counts = _counts;
        long zeros = 0;
        unchecked
        {
            for (int i = 0; i < values.Length; i += bins.Length)
            {
                Vector256<float> value = Vector256.Create(values[i..]);
                zeros += BitOperations.PopCount(Vector256.Equals(value, Vector256<float>.Zero).ExtractMostSignificantBits());
                Vector256<int> bin = Vector256.ConvertToInt32Native(Vector256.Floor(value * perWidth));
                (bin + Vector256.Create(BinsPerSide)).CopyTo(bins);
                foreach (int index in bins)
                {
                    counts[index]++;
                }
            }
        }

        return zeros;
    }

    private void GrowTo(int exponent)
    {
        int shift = exponent - (Exponent ?? exponent);
        Exponent ??= exponent;
        if (shift <= 0)
        {
            return;
        }

        // A shift of 13 puts every value of a side into its first bin, as any larger one does.
        shift = Math.Min(shift, BinBits + 1);
        for (int index = 0; index < BinsPerSide; index++)
        {
            Move(index, index >> shift);
            Move(-1 - index, (-1 - index) >> shift);
        }

        Exponent = exponent;
    }

    private void Move(int from, int to)
    {
        if (from != to)
        {
            _counts[to + BinsPerSide] += _counts[from + BinsPerSide];
            _counts[from + BinsPerSide] = 0;
        }
    }
}
