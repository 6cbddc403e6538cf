namespace DenseEdge.Evaluation.Boundaries;

/// <summary>
/// The minimum-cost assignment of predicted to true boundary pixels, kept optimal while predicted pixels come and go.
/// </summary>
/// <remarks>
/// <para>
/// What is solved is what correspondPixels of the Berkeley benchmark defines: every pixel has at most one partner; a pair
/// costs its distance; a pixel without a partner costs 100 times the largest distance. With W for that outlier cost, one
/// more pair saves W, so the assignment maximises the sum of W - distance over its pairs. As long as an augmenting path
/// never shifts more than 100 largest distances of boundary (hundreds of pixels at the benchmarks' settings), that is: as
/// many pairs as possible, and among those the least total distance. Only the number of pairs enters precision and recall.
/// Unlike correspondPixels, which joins each pixel with six random outliers, nothing here is random or approximate.
/// </para>
/// <para>
/// The method is the Hungarian one (Kuhn 1955, Munkres 1957) on the sparse graph of pixels within reach, with Dijkstra's
/// search on reduced costs (Edmonds and Karp 1972, Tomizawa 1971), one pixel at a time: dual values y ≥ 0 with
/// y_p + y_t ≥ W - distance for every arc, equality for partners, and 0 for pixels without one prove that the assignment
/// is optimal. A pixel that comes gets the smallest dual value that keeps this true and one search; a pixel that goes
/// leaves its partner to come again. Searches end at the first pixel where the gain is used up, so they stay local, and
/// from one threshold to the next only the pixels that changed cost anything. Costs are integers: no rounding can add up.
/// </para>
/// </remarks>
internal sealed class PixelAssignment
{
    private const int None = -1;
    private const int Unreached = int.MaxValue;

    private readonly PixelGraph _graph;
    private readonly int[] _mate;
    private readonly int[] _dual;
    private readonly bool[] _present;
    private readonly int[] _distance; // of nodes on the side opposite to the root, in one search
    private readonly int[] _previous; // the node on the root's side that reached it
    private readonly NearestFirstQueue _queue = new();
    private readonly List<int> _reached = [];
    private readonly List<(int Near, int Far, int Distance)> _settled = [];
    private readonly List<int> _orphans = [];

    /// <summary>Starts with all true pixels and no predicted one.</summary>
    /// <param name="graph">The pixels and who may be whose partner.</param>
    public PixelAssignment(PixelGraph graph)
    {
        _graph = graph;
        _mate = new int[graph.NodeCount];
        _dual = new int[graph.NodeCount];
        _present = new bool[graph.NodeCount];
        _distance = new int[graph.NodeCount];
        _previous = new int[graph.NodeCount];
        Array.Fill(_mate, None);
        Array.Fill(_distance, Unreached);
        Array.Fill(_present, true, graph.PredictedCount, graph.NodeCount - graph.PredictedCount);
    }

    /// <summary>The number of pairs.</summary>
    public int PairCount { get; private set; }

    /// <summary>The sum of the distances of all pairs, in cost units.</summary>
    public long TotalCost
    {
        get
        {
            long sum = 0;
            for (int p = 0; p < _graph.PredictedCount; p++)
            {
                for (int arc = _graph.Start[p]; _mate[p] != None && arc < _graph.Start[p + 1]; arc++)
                {
                    sum += _graph.Target[arc] == _mate[p] ? _graph.Cost[arc] : 0;
                }
            }

            return sum;
        }
    }

    /// <summary>Gets the partner of a node; -1 if it has none.</summary>
    /// <param name="node">A node of the graph.</param>
    public int Partner(int node) => _mate[node];

    /// <summary>Takes predicted pixels away and adds others, and finds the best assignment of those then present.</summary>
    /// <param name="leaving">Predicted nodes that are present.</param>
    /// <param name="coming">Predicted nodes that are not present, none of them among <paramref name="leaving"/>.</param>
    public void Change(List<int> leaving, List<int> coming)
    {
        _orphans.Clear();
        foreach (int node in leaving)
        {
            Remove(node);
        }

        foreach (int node in coming)
        {
            Insert(node);
        }

        foreach (int node in _orphans)
        {
            Insert(node);
        }
    }

    private void Remove(int node)
    {
        int partner = _mate[node];
        _present[node] = false;
        _dual[node] = 0;
        if (partner != None)
        {
            // Without a partner its dual value would have to be 0: it leaves too, and comes again.
            (_mate[node], _mate[partner]) = (None, None);
            _present[partner] = false;
            _dual[partner] = 0;
            _orphans.Add(partner);
            PairCount--;
        }
    }

    private void Insert(int node)
    {
        _present[node] = true;
        _dual[node] = LeastDual(node);
        if (_dual[node] > 0)
        {
            Search(node);
        }
    }

    private int LeastDual(int node)
    {
        int[] dual = _dual;
        int least = 0;
        unchecked
        {
            for (int arc = _graph.Start[node]; arc < _graph.Start[node + 1]; arc++)
            {
                int other = _graph.Target[arc];
                int needed = _graph.OutlierCost - _graph.Cost[arc] - dual[other];
                least = _present[other] && needed > least ? needed : least;
            }
        }

        return least;
    }

    // Finds the cheapest way to place the root: leave it alone, take another node of its side's partner and leave that one
    // alone, or reach a free node of the other side; each along an alternating path of least reduced cost.
    private void Search(int root)
    {
        int best = _dual[root];
        int end = root;
        int near = root;
        int nearDistance = 0;
        _queue.Clear();
        _settled.Add((root, None, 0));
        while (true)
        {
            if (nearDistance + _dual[near] < best)
            {
                best = nearDistance + _dual[near];
                end = near;
            }

            (best, end) = Scan(near, nearDistance, best, end);
            int far = TakeNearest(best, out nearDistance);
            if (far == None)
            {
                break;
            }

            near = _mate[far];
            _settled.Add((near, far, nearDistance));
        }

        UpdateDuals(best);
        Augment(root, end);
        ForgetSearch();
    }

    // Relaxes the arcs of a node on the root's side.
    private (int Best, int End) Scan(int near, int nearDistance, int best, int end)
    {
        PixelGraph graph = _graph;
        unchecked
        {
            int offset = nearDistance + _dual[near] - graph.OutlierCost;
            for (int arc = graph.Start[near]; arc < graph.Start[near + 1]; arc++)
            {
                int far = graph.Target[arc];
                int distance = offset + _dual[far] + graph.Cost[arc];
                if (distance > best || distance >= _distance[far] || !_present[far] || far == _mate[near])
                {
                    continue;
                }

                if (_mate[far] == None)
                {
                    // Preferred to leaving a pixel alone at the same cost.
                    (best, end) = (distance, far);
                }
                else if (distance < best)
                {
                    _queue.Push(distance, far);
                }
                else
                {
                    continue;
                }

                if (_distance[far] == Unreached)
                {
                    _reached.Add(far);
                }

                _distance[far] = distance;
                _previous[far] = near;
            }
        }

        return (best, end);
    }

    private int TakeNearest(int limit, out int distance)
    {
        while (_queue.Count > 0)
        {
            (distance, int far) = _queue.Pop();
            if (distance >= limit)
            {
                break;
            }

            if (distance == _distance[far])
            {
                return far;
            }
        }

        distance = 0;
        return None;
    }

    private void UpdateDuals(int best)
    {
        foreach ((int near, int far, int distance) in _settled)
        {
            _dual[near] -= best - Math.Min(distance, best);
            if (far != None)
            {
                _dual[far] += best - Math.Min(distance, best);
            }
        }
    }

    private void Augment(int root, int end)
    {
        if (end == root)
        {
            return;
        }

        // A node of the root's side at the end gives up its partner, from which the path goes on.
        bool givesUp = (end < _graph.PredictedCount) == (root < _graph.PredictedCount);
        int far = end;
        if (givesUp)
        {
            far = _mate[end];
            _mate[end] = None;
        }
        else
        {
            PairCount++;
        }

        while (far != None)
        {
            int near = _previous[far];
            int next = near == root ? None : _mate[near];
            (_mate[near], _mate[far]) = (far, near);
            far = next;
        }
    }

    private void ForgetSearch()
    {
        foreach (int far in _reached)
        {
            _distance[far] = Unreached;
        }

        _reached.Clear();
        _settled.Clear();
    }
}
