namespace DenseEdge.Evaluation.Boundaries;

/// <summary>A binary heap of nodes by distance; both are at least 0.</summary>
internal sealed class NearestFirstQueue
{
    private long[] _heap = new long[64]; // distance in the upper, node in the lower 32 bits

    /// <summary>The number of entries.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets all entries.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds an entry; a node may be there several times.</summary>
    public void Push(int distance, int node)
    {
        if (Count == _heap.Length)
        {
            Array.Resize(ref _heap, 2 * Count);
        }

        long entry = ((long)distance << 32) | (uint)node;
        int hole = Count++;
        while (hole > 0 && _heap[(hole - 1) >> 1] > entry)
        {
            _heap[hole] = _heap[(hole - 1) >> 1];
            hole = (hole - 1) >> 1;
        }

        _heap[hole] = entry;
    }

    /// <summary>Takes the nearest entry; of equally near ones that with the smallest node.</summary>
    public (int Distance, int Node) Pop()
    {
        long top = _heap[0];
        long last = _heap[--Count];
        int hole = 0;
        for (int child = 1; child < Count; child = (2 * hole) + 1)
        {
            child += child + 1 < Count && _heap[child + 1] < _heap[child] ? 1 : 0;
            if (_heap[child] >= last)
            {
                break;
            }

            _heap[hole] = _heap[child];
            hole = child;
        }

        _heap[hole] = last;
        return ((int)(top >> 32), unchecked((int)top));
    }
}
