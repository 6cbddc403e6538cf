namespace DenseEdge.Evaluation.Boundaries;

/// <summary>Morphological thinning to convergence: lines one pixel wide with the same connections.</summary>
/// <remarks>
/// Gives what MATLAB's bwmorph(map, 'thin', Inf) and scikit-image's thin give; see <see cref="ThinningTable"/> for the
/// rule. Pixels outside the image count as empty. Both subiterations look at all pixels at once; here only the set pixels
/// are visited, and after the first round only those next to a deleted one, since a pixel whose neighbourhood stayed as it
/// was stays. An instance keeps its buffers: one per thread.
/// </remarks>
public sealed class Thinning
{
    private const byte Set = 1;
    private const byte Leaving = 2;

    private readonly int _height;
    private readonly int _width;
    private readonly int _stride;
    private readonly byte[] _map; // [H + 2, W + 2] with an empty frame
    private readonly int[] _neighbours;
    private readonly List<int> _candidates = [];
    private readonly List<int>[] _deleted = [[], []];

    /// <summary>Makes the buffers for images of one size.</summary>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <param name="width">Width in pixels, at least 1.</param>
    public Thinning(int height, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        (_height, _width, _stride) = (height, width, width + 2);
        _map = new byte[(height + 2) * _stride];
        _neighbours = [1, 1 - _stride, -_stride, -1 - _stride, -1, _stride - 1, _stride, _stride + 1];
    }

    /// <summary>Thins one map.</summary>
    /// <param name="pixels">True on the lines, [H, W].</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    /// <returns>The thinned map, [H, W].</returns>
    /// <exception cref="ArgumentException">The map has another length than height × width.</exception>
    public static bool[] Apply(ReadOnlySpan<bool> pixels, int height, int width)
    {
        BoundaryInput.RequireSize(pixels.Length, height, width, nameof(pixels));
        List<int> set = [];
        for (int i = 0; i < pixels.Length; i++)
        {
            if (pixels[i])
            {
                set.Add(i);
            }
        }

        List<int> kept = [];
        new Thinning(height, width).Thin([.. set], kept);
        bool[] result = new bool[pixels.Length];
        foreach (int pixel in kept)
        {
            result[pixel] = true;
        }

        return result;
    }

    /// <summary>Thins the map with the given pixels set.</summary>
    /// <param name="pixels">Positions y·W + x, each at most once.</param>
    /// <param name="kept">Receives the positions that are left, in the order of <paramref name="pixels"/>.</param>
    public void Thin(ReadOnlySpan<int> pixels, List<int> kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        kept.Clear();
        _candidates.Clear();
        foreach (int pixel in pixels)
        {
            int position = Framed(pixel);
            _map[position] = Set;
            _candidates.Add(position);
        }

        // The first round of both subiterations looks at every set pixel.
        _deleted[0].Clear();
        _deleted[1].Clear();
        Delete(0, _candidates);
        Delete(1, _candidates);
        for (int subiteration = 0; _deleted[0].Count + _deleted[1].Count > 0; subiteration ^= 1)
        {
            CollectNeighboursOfDeleted();
            _deleted[subiteration].Clear();
            Delete(subiteration, _candidates);
        }

        foreach (int pixel in pixels)
        {
            int position = Framed(pixel);
            if (_map[position] == Set)
            {
                kept.Add(pixel);
                _map[position] = 0;
            }
        }
    }

    private int Framed(int pixel)
    {
        (int y, int x) = Math.DivRem(pixel, _width);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(y, _height);
        return ((y + 1) * _stride) + x + 1;
    }

    // A pixel survives a subiteration as before unless a neighbour went in the subiteration before or in the same one
    // of the round before: those are the two lists.
    private void CollectNeighboursOfDeleted()
    {
        _candidates.Clear();
        foreach (List<int> list in _deleted)
        {
            foreach (int position in list)
            {
                foreach (int step in _neighbours)
                {
                    if (_map[position + step] == Set)
                    {
                        _candidates.Add(position + step);
                    }
                }
            }
        }
    }

    private void Delete(int subiteration, List<int> candidates)
    {
        List<int> leaving = _deleted[subiteration];
        ReadOnlySpan<byte> deletes = ThinningTable.Deletes;
        foreach (int position in candidates)
        {
            if (_map[position] == Set && (deletes[Neighbourhood(position)] >> subiteration & 1) != 0)
            {
                _map[position] = Leaving;
                leaving.Add(position);
            }
        }

        // All at once: a pixel that leaves still counts as a neighbour of those looked at after it.
        foreach (int position in leaving)
        {
            _map[position] = 0;
        }
    }

    private int Neighbourhood(int position)
    {
        byte[] map = _map;
        int[] steps = _neighbours;
        int code = 0;
        for (int i = 0; i < steps.Length; i++)
        {
            code |= map[position + steps[i]] != 0 ? 1 << i : 0;
        }

        return code;
    }
}
