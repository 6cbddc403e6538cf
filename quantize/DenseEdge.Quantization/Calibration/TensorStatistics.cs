using System.Numerics.Tensors;

namespace DenseEdge.Quantization.Calibration;

/// <summary>What calibration saw of one tensor.</summary>
public sealed class TensorStatistics
{
    // Convergence compares the first 80 % of the images with all of them.
    private const double SettledShare = 0.8;

    private readonly List<float> _imageMagnitudes = [];
    private readonly double[] _channelSums;
    private readonly bool _counts;
    private long _positions;

    /// <summary>Starts with nothing seen.</summary>
    /// <param name="name">The tensor's name in the graph.</param>
    /// <param name="dims">Its shape; [N, C, ...] if it has channels.</param>
    /// <param name="counts">Whether its values are counted; otherwise only their range and their means are kept.</param>
    public TensorStatistics(string name, IReadOnlyList<int> dims, bool counts = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(dims);
        Name = name;
        Dims = dims;
        _counts = counts;
        _channelSums = new double[dims.Count >= 2 ? dims[1] : 0];
    }

    /// <summary>The tensor's name in the graph.</summary>
    public string Name { get; }

    /// <summary>The tensor's shape.</summary>
    public IReadOnlyList<int> Dims { get; }

    /// <summary>The least value; infinity before the first image.</summary>
    public float Min { get; private set; } = float.PositiveInfinity;

    /// <summary>The greatest value; minus infinity before the first image.</summary>
    public float Max { get; private set; } = float.NegativeInfinity;

    /// <summary>The greatest magnitude.</summary>
    public float GreatestMagnitude => Images == 0 ? 0 : ValueHistogram.GreatestMagnitude(Min, Max);

    /// <summary>How often which values occurred; nothing for a tensor whose values were not counted.</summary>
    public ValueHistogram Histogram { get; } = new();

    /// <summary>Number of images.</summary>
    public int Images => _imageMagnitudes.Count;

    /// <summary>Whether all values were the same.</summary>
    public bool IsConstant => Min == Max;

    /// <summary>
    /// How much of the greatest magnitude only the last fifth of the images showed: 1 − amax(first 80 %) / amax(all). 0 says
    /// that more images would hardly widen the range.
    /// </summary>
    public double LateGrowth
    {
        get
        {
            int settled = (int)Math.Ceiling(SettledShare * Images);
            return GreatestMagnitude == 0 ? 0 : 1 - (_imageMagnitudes.Take(settled).Max() / (double)GreatestMagnitude);
        }
    }

    /// <summary>The mean of each channel, [C]; empty for tensors of rank 0 and 1.</summary>
    public double[] ChannelMeans() => [.. _channelSums.Select(sum => _positions == 0 ? 0 : sum / _positions)];

    /// <summary>Takes in the tensor's values for one image.</summary>
    /// <param name="values">The values, row-major in the shape <see cref="Dims"/>.</param>
    /// <exception cref="InvalidDataException">A value is NaN or infinite; the message names the tensor.</exception>
    public void Add(ReadOnlySpan<float> values)
    {
        (float min, float max) = ValueHistogram.Range(values);
        if (!float.IsFinite(min) || !float.IsFinite(max))
        {
            throw new InvalidDataException(
                $"'{Name}' [{string.Join(", ", Dims)}]: expected finite activations, found {FirstFault(values)} in "
                + $"calibration image {Images + 1}. The model itself is at fault: check its weights and the range of its input.");
        }

        float magnitude = ValueHistogram.GreatestMagnitude(min, max);
        Min = Math.Min(Min, min);
        Max = Math.Max(Max, max);
        if (_counts)
        {
            Histogram.Add(values, magnitude);
        }

        _imageMagnitudes.Add(magnitude);
        AddChannels(values);
    }

    private void AddChannels(ReadOnlySpan<float> values)
    {
        if (_channelSums.Length == 0)
        {
            return;
        }

        int channels = _channelSums.Length;
        int plane = values.Length / (Dims[0] * channels);
        for (int i = 0; i < Dims[0] * channels; i++)
        {
            _channelSums[i % channels] += TensorPrimitives.Sum(values.Slice(i * plane, plane));
        }

        _positions += (long)plane * Dims[0];
    }

    private static float FirstFault(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
            {
                return value;
            }
        }

        return float.NaN;
    }
}
