using DenseEdge.Contracts;

namespace DenseEdge.Data.Folder;

/// <summary>Some samples of another source.</summary>
public sealed class SubsetSource : ISampleSource
{
    private readonly ISampleSource _source;
    private readonly int[] _indices;

    /// <summary>Takes samples of a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="indices">Which ones, in the order wanted.</param>
    /// <exception cref="ArgumentException">The source lacks one of them.</exception>
    public SubsetSource(ISampleSource source, IEnumerable<int> indices)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(indices);
        _source = source;
        _indices = [.. indices];
        foreach (int index in _indices)
        {
            if (index < 0 || index >= source.Count)
            {
                throw new ArgumentException(
                    $"Expected indices of 0 to {source.Count - 1}, got {index}.", nameof(indices));
            }
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<TaskSpec> Tasks => _source.Tasks;

    /// <inheritdoc/>
    public int Count => _indices.Length;

    /// <summary>Takes the first samples of a source, all if there are fewer.</summary>
    /// <param name="source">The source.</param>
    /// <param name="count">How many.</param>
    public static SubsetSource First(ISampleSource source, int count)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new SubsetSource(source, Enumerable.Range(0, Math.Min(count, source.Count)));
    }

    /// <inheritdoc/>
    public DenseSample Load(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return _source.Load(_indices[index]);
    }
}
