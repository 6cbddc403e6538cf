namespace DenseEdge.Quantization.Comparison;

/// <summary>How far a tensor of one model is from the same tensor of another, over all images.</summary>
public sealed class TensorDifference
{
    private double _signal, _noise, _absolute;

    /// <summary>Starts without images.</summary>
    /// <param name="name">The tensor's name in the first model.</param>
    public TensorDifference(string name) => Name = name;

    /// <summary>The tensor's name in the first model.</summary>
    public string Name { get; }

    /// <summary>Number of elements compared.</summary>
    public long Count { get; private set; }

    /// <summary>The greatest |a − b|; infinite where the second model's value is infinite or NaN and the first's is
    /// not.</summary>
    public double MaxError { get; private set; }

    /// <summary>The greatest |a|.</summary>
    public double MaxMagnitude { get; private set; }

    /// <summary>Mean of |a − b|.</summary>
    public double MeanError => Count == 0 ? 0 : _absolute / Count;

    /// <summary>Mean of |a − b| over the root of the mean of a²; 0 for equal tensors, 1 and more for unrelated ones.</summary>
    public double RelativeError => _signal > 0
        ? MeanError / Math.Sqrt(_signal / Count)
        : _noise > 0 ? double.PositiveInfinity : 0;

    /// <summary>Power of the difference over power of the first model's tensor: Σ(a − b)² / Σa².</summary>
    public double NoiseShare => _signal > 0 ? _noise / _signal : _noise > 0 ? double.PositiveInfinity : 0;

    /// <summary>Signal to quantisation noise, −10·log10 of <see cref="NoiseShare"/>, in decibels; infinite for equal
    /// tensors.</summary>
    public double SqnrDb => Decibels.Of(NoiseShare);

    /// <summary>Number of elements that are finite in the first model and not in the second.</summary>
    public long LostElements { get; private set; }

    /// <summary>Takes in the tensor for one image.</summary>
    /// <param name="first">The first model's, any shape.</param>
    /// <param name="second">The second model's, the same shape.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public void Add(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"Expected {first.Length} elements for '{Name}', got {second.Length}.", nameof(second));
        }

        for (int i = 0; i < first.Length; i++)
        {
            double a = first[i], difference = a - second[i];
            if (!double.IsFinite(difference))
            {
                LostElements += double.IsFinite(a) ? 1 : 0;
                continue;
            }

            _signal += a * a;
            _noise += difference * difference;
            _absolute += Math.Abs(difference);
            MaxError = Math.Max(MaxError, Math.Abs(difference));
            MaxMagnitude = Math.Max(MaxMagnitude, Math.Abs(a));
        }

        Count += first.Length;
        if (LostElements > 0)
        {
            MaxError = _noise = double.PositiveInfinity;
        }
    }
}
