using DenseEdge.Contracts;

namespace DenseEdge.Data.Folder;

/// <summary>
/// Keeps decoded samples of another source in memory, the first ones loaded until a budget is used up; the others are
/// loaded
/// anew each time. Safe from several threads; a sample may then be decoded twice, but never wrongly.
/// </summary>
public sealed class CachedSource : ISampleSource
{
    private readonly ISampleSource _source;
    private readonly DenseSample?[] _samples;
    private readonly long _budgetBytes;
    private long _usedBytes;

    /// <summary>Wraps a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="budgetBytes">The most memory that samples may take, in bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The budget is negative.</exception>
    public CachedSource(ISampleSource source, long budgetBytes)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegative(budgetBytes);
        _source = source;
        _budgetBytes = budgetBytes;
        _samples = new DenseSample?[source.Count];
    }

    /// <summary>The memory that the kept samples take, in bytes.</summary>
    public long UsedBytes => Interlocked.Read(ref _usedBytes);

    /// <inheritdoc/>
    public IReadOnlyList<TaskSpec> Tasks => _source.Tasks;

    /// <inheritdoc/>
    public int Count => _samples.Length;

    /// <inheritdoc/>
    public DenseSample Load(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        if (Volatile.Read(ref _samples[index]) is { } kept)
        {
            return kept;
        }

        DenseSample sample = _source.Load(index);
        long bytes = BytesOf(sample);
        if (Interlocked.Add(ref _usedBytes, bytes) > _budgetBytes
            || Interlocked.CompareExchange(ref _samples[index], sample, null) is not null)
        {
            Interlocked.Add(ref _usedBytes, -bytes);
        }

        return sample;
    }

    private static long BytesOf(DenseSample sample)
    {
        long pixels = (long)sample.Image.Height * sample.Image.Width;
        LabelMap?[] maps = [sample.Segmentation, sample.Boundaries, sample.HumanParts, sample.Saliency];
        int depthBytes = sample.Depth is null ? 0 : sizeof(float);
        int normalBytes = sample.Normals is null ? 0 : 3 * sizeof(float);
        return pixels * (3 + maps.Count(map => map is not null) + depthBytes + normalBytes);
    }
}
