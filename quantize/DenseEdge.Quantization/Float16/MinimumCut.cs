namespace DenseEdge.Quantization.Float16;

/// <summary>
/// Divides the vertices of a directed graph between a source and a sink so that the capacity of the edges that lead from the
/// source's side to the sink's is least.
/// </summary>
/// <remarks>E. A. Dinic, "Algorithm for solution of a problem of maximum flow in networks with power estimation", 1970: blocking
/// flows in layered graphs. Capacities are integers, so the result is exact and does not depend on rounding.</remarks>
internal sealed class MinimumCut
{
    /// <summary>The source.</summary>
    public const int Source = 0;

    /// <summary>The sink.</summary>
    public const int Sink = 1;

    /// <summary>The capacity of an edge that is never cut; sums of a few thousand still fit.</summary>
    public const long Infinite = long.MaxValue / 1_000_000;

    private readonly List<List<int>> _edgesOf = [[], []];
    private readonly List<int> _heads = [];
    private readonly List<long> _capacities = [];

    /// <summary>Adds a vertex.</summary>
    /// <returns>Its number.</returns>
    public int AddVertex()
    {
        _edgesOf.Add([]);
        return _edgesOf.Count - 1;
    }

    /// <summary>Adds an edge.</summary>
    /// <param name="from">Where it begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="capacity">What it costs when <paramref name="from"/> lies on the source's side and <paramref name="to"/> on
    /// the sink's.</param>
    public void AddEdge(int from, int to, long capacity)
    {
        // An edge and its way back are neighbours: the partner of edge e is e ^ 1.
        Append(from, to, capacity);
        Append(to, from, 0);
    }

    /// <summary>Solves it.</summary>
    /// <returns>By vertex: whether it lies on the sink's side. A vertex that could lie on either side at the same cost lies on
    /// the source's.</returns>
    public bool[] SinkSide()
    {
        while (LayersFrom(Source, forward: true) is { } layers && layers[Sink] >= 0)
        {
            int[] next = new int[_edgesOf.Count];
            while (Push(layers, next) > 0)
            {
            }
        }

        // What still reaches the sink must lie on its side; everything else may stay with the source.
        return [.. LayersFrom(Sink, forward: false).Select(layer => layer >= 0)];
    }

    private void Append(int from, int to, long capacity)
    {
        _edgesOf[from].Add(_heads.Count);
        _heads.Add(to);
        _capacities.Add(capacity);
    }

    /// <summary>Number of edges with capacity left on the shortest way from (or to) a vertex; −1 where there is no
    /// way.</summary>
    private int[] LayersFrom(int start, bool forward)
    {
        int[] layers = new int[_edgesOf.Count];
        Array.Fill(layers, -1);
        layers[start] = 0;
        Queue<int> waiting = new([start]);
        while (waiting.TryDequeue(out int vertex))
        {
            foreach (int edge in _edgesOf[vertex])
            {
                long left = _capacities[forward ? edge : edge ^ 1];
                if (left > 0 && layers[_heads[edge]] < 0)
                {
                    layers[_heads[edge]] = layers[vertex] + 1;
                    waiting.Enqueue(_heads[edge]);
                }
            }
        }

        return layers;
    }

    /// <summary>Sends flow along one way through the layers, without recursion: graphs have thousands of nodes in a
    /// row.</summary>
    /// <returns>The flow; 0 if no way is left.</returns>
    private long Push(int[] layers, int[] next)
    {
        Stack<int> way = new();
        int vertex = Source;
        while (vertex != Sink)
        {
            if (Advance(vertex, layers, next) is { } edge)
            {
                way.Push(edge);
                vertex = _heads[edge];
            }
            else if (way.TryPop(out int last))
            {
                vertex = _heads[last ^ 1];
                next[vertex]++;
            }
            else
            {
                return 0;
            }
        }

        long flow = way.Min(edge => _capacities[edge]);
        foreach (int edge in way)
        {
            _capacities[edge] -= flow;
            _capacities[edge ^ 1] += flow;
        }

        return flow;
    }

    private int? Advance(int vertex, int[] layers, int[] next)
    {
        for (; next[vertex] < _edgesOf[vertex].Count; next[vertex]++)
        {
            int edge = _edgesOf[vertex][next[vertex]];
            if (_capacities[edge] > 0 && layers[_heads[edge]] == layers[vertex] + 1)
            {
                return edge;
            }
        }

        return null;
    }
}
