namespace DenseEdge.Sdk.Diagnostics;

/// <summary>How long the newest frames of a model took, in milliseconds: the last 1024. Allocates nothing per frame. One caller at a
/// time.</summary>
internal sealed class FrameTimes
{
    private const int Most = 1024;

    private readonly float[] _ring = new float[Most];
    private long _count;

    /// <summary>Takes a frame.</summary>
    /// <param name="ms">Upload, network and download, in milliseconds.</param>
    public void Record(double ms) => _ring[_count++ % Most] = (float)ms;

    /// <summary>Forgets all frames, such as those that warmed the model up.</summary>
    public void Clear() => _count = 0;

    /// <summary>The newest frames in ascending order.</summary>
    public float[] Sorted()
    {
        float[] sorted = _ring[..(int)Math.Min(_count, Most)];
        Array.Sort(sorted);
        return sorted;
    }
}
