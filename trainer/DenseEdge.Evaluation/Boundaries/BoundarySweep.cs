namespace DenseEdge.Evaluation.Boundaries;

/// <summary>Goes through the thresholds of one image, from the highest to the lowest, so that pixels mostly come and seldom
/// go.</summary>
internal sealed class BoundarySweep
{
    private readonly int[] _pixels;      // by falling strength
    private readonly float[] _strengths; // of those pixels
    private readonly int[] _node;        // of each pixel of the image; -1 if it was never predicted
    private readonly int _truthCount;
    private readonly Thinning _thinning;
    private readonly PixelAssignment _assignment;
    private readonly bool[] _present;    // per node
    private readonly int[] _seenAt;      // per node: the last step at which it was predicted
    private readonly List<int> _coming = [];
    private readonly List<int> _leaving = [];
    private List<int> _kept = [];
    private List<int> _keptBefore = [];

    /// <summary>Prepares one image.</summary>
    /// <param name="strength">The suppressed boundary map, 0 to 1, [H, W].</param>
    /// <param name="truthPixels">Positions of the true boundary pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="maxDistancePixels">The largest distance between partners, in pixels.</param>
    public BoundarySweep(float[] strength, int[] truthPixels, int height, int width, double maxDistancePixels)
    {
        List<int> pixels = [];
        for (int i = 0; i < strength.Length; i++)
        {
            if (strength[i] > 0)
            {
                pixels.Add(i);
            }
        }

        _pixels = [.. pixels];
        _strengths = new float[_pixels.Length];
        for (int i = 0; i < _pixels.Length; i++)
        {
            _strengths[i] = -strength[_pixels[i]];
        }

        Array.Sort(_strengths, _pixels);
        _node = new int[strength.Length];
        Array.Fill(_node, -1);
        for (int i = 0; i < _pixels.Length; i++)
        {
            _node[_pixels[i]] = i;
            _strengths[i] = -_strengths[i];
        }

        _truthCount = truthPixels.Length;
        _thinning = new Thinning(height, width);
        _assignment = new PixelAssignment(PixelGraph.Build(_pixels, truthPixels, height, width, maxDistancePixels));
        _present = new bool[_pixels.Length];
        _seenAt = new int[_pixels.Length];
        Array.Fill(_seenAt, -1);
    }

    /// <summary>Counts at each threshold.</summary>
    /// <param name="thresholds">Rising.</param>
    public BoundaryCounts Run(IReadOnlyList<double> thresholds)
    {
        long[] matched = new long[thresholds.Count];
        long[] predicted = new long[thresholds.Count];
        int above = 0;
        int aboveBefore = -1;
        for (int t = thresholds.Count - 1; t >= 0; t--)
        {
            float threshold = (float)thresholds[t];
            while (above < _pixels.Length && _strengths[above] > threshold)
            {
                above++;
            }

            if (above != aboveBefore)
            {
                Step(above, thresholds.Count - t);
                aboveBefore = above;
            }

            matched[t] = _assignment.PairCount;
            predicted[t] = _kept.Count;
        }

        long[] truth = new long[thresholds.Count];
        Array.Fill(truth, _truthCount);
        return new BoundaryCounts(matched, truth, matched, predicted);
    }

    private void Step(int above, int step)
    {
        (_kept, _keptBefore) = (_keptBefore, _kept);
        _thinning.Thin(_pixels.AsSpan(0, above), _kept);
        _coming.Clear();
        _leaving.Clear();
        foreach (int pixel in _kept)
        {
            int node = _node[pixel];
            _seenAt[node] = step;
            if (!_present[node])
            {
                _present[node] = true;
                _coming.Add(node);
            }
        }

        foreach (int pixel in _keptBefore)
        {
            int node = _node[pixel];
            if (_seenAt[node] != step)
            {
                _present[node] = false;
                _leaving.Add(node);
            }
        }

        _assignment.Change(_leaving, _coming);
    }
}
