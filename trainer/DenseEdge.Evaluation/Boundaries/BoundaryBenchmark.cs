namespace DenseEdge.Evaluation.Boundaries;

/// <summary>odsF, oisF and AP of predicted boundaries, by the procedure of the benchmarks and without MATLAB.</summary>
/// <remarks>
/// Per image: bytes floor(255·p); non-maximum suppression; at each of 101 thresholds: cut, thin, match one-to-one with the
/// thinned truth by exact minimum-cost assignment. The counts of all images give the scores, see
/// <see cref="BoundaryScore"/>. Images are counted on all processors while the caller goes on;
/// <see cref="Add"/> waits when too many are under way. The scores do not depend on the order. Add from one thread.
/// </remarks>
public sealed class BoundaryBenchmark : IDisposable
{
    private readonly BoundaryBenchmarkOptions _options;
    private readonly BoundaryScore _score;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _slots;
    private readonly List<Task> _images = [];

    /// <summary>Starts without images.</summary>
    /// <param name="options">Tolerance and thresholds.</param>
    /// <param name="threads">Images under way at once; 0 for one per processor.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public BoundaryBenchmark(BoundaryBenchmarkOptions options, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        _options = options.Validated();
        _score = new BoundaryScore(options.Thresholds);
        _slots = new SemaphoreSlim(threads > 0 ? threads : Environment.ProcessorCount);
    }

    /// <summary>Adds one image; both arrays are read before this returns, or kept.</summary>
    /// <param name="prediction">floor(255·probability) of each pixel, [H, W]; see <see cref="BoundaryQuantization"/>.</param>
    /// <param name="truth">1 on a boundary, 0 elsewhere, 255 to ignore the pixel; same layout; not yet thinned.</param>
    /// <param name="height">Height in pixels, at least 2.</param>
    /// <param name="width">Width in pixels, at least 2.</param>
    /// <exception cref="ArgumentException">An array has another length than height × width.</exception>
    public void Add(ReadOnlySpan<byte> prediction, ReadOnlySpan<byte> truth, int height, int width)
    {
        BoundaryInput.RequireSize(prediction.Length, height, width, nameof(prediction));
        BoundaryInput.RequireSize(truth.Length, height, width, nameof(truth));
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 2);
        byte[] predictionCopy = prediction.ToArray();
        byte[] truthCopy = truth.ToArray();
        Start(() => BoundaryMatching.Count(
            predictionCopy, BoundaryTruth.FromMap(truthCopy, height, width),
            Array.ConvertAll(truthCopy, value => value == MetricInput.Ignore), height, width, _options));
    }

    /// <summary>Adds one image whose true boundaries are those between the regions of a label map.</summary>
    /// <param name="prediction">floor(255·probability) of each pixel, [H, W].</param>
    /// <param name="labels">The region of each pixel, same layout.</param>
    /// <param name="height">Height in pixels, at least 2.</param>
    /// <param name="width">Width in pixels, at least 2.</param>
    /// <exception cref="ArgumentException">An array has another length than height × width.</exception>
    public void AddLabels(ReadOnlySpan<byte> prediction, ReadOnlySpan<int> labels, int height, int width)
    {
        BoundaryInput.RequireSize(prediction.Length, height, width, nameof(prediction));
        BoundaryInput.RequireSize(labels.Length, height, width, nameof(labels));
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 2);
        byte[] predictionCopy = prediction.ToArray();
        int[] labelCopy = labels.ToArray();
        Start(() => BoundaryMatching.Count(
            predictionCopy, BoundaryTruth.FromLabels(labelCopy, height, width), [], height, width, _options));
    }

    /// <summary>Waits for the images under way and gets the scores of all images so far.</summary>
    public BoundaryScore Score()
    {
        Task.WaitAll([.. _images]);
        _images.Clear();
        return _score;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Task.WaitAll([.. _images]);
        _slots.Dispose();
    }

    private void Start(Func<BoundaryCounts> count)
    {
        _slots.Wait();
        _images.Add(Task.Run(() =>
        {
            try
            {
                BoundaryCounts counts = count();
                lock (_lock)
                {
                    _score.Add(counts);
                }
            }
            finally
            {
                _slots.Release();
            }
        }));
    }
}
