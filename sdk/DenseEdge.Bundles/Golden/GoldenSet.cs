using DenseEdge.Contracts;
using DenseEdge.Sdk;

namespace DenseEdge.Bundles.Golden;

/// <summary>
/// Frames with what a model answered to them where it was made. A device computes them again before it trusts a model: whatever
/// is
/// broken there, engine, precision or file, shows.
/// </summary>
/// <remarks>Frames are kept losslessly. Expected outputs are rounded far below the tolerances: labels exactly, depth to 11 bits,
/// normals and probabilities to 8. All of it stays compressed in memory but the frame at hand.</remarks>
public sealed class GoldenSet
{
    /// <summary>The most bytes of a file of golden frames.</summary>
    public const int MostBytes = 64 << 20;

    /// <summary>The most frames.</summary>
    public const int MostFrames = 64;

    private readonly GoldenHeader _header;
    private readonly IReadOnlyList<GoldenFrame> _frames;

    internal GoldenSet(GoldenHeader header, IReadOnlyList<GoldenFrame> frames)
    {
        _header = header;
        _frames = frames;
    }

    /// <summary>Number of frames.</summary>
    public int FrameCount => _frames.Count;

    /// <summary>The tasks that it has answers to.</summary>
    public IReadOnlyList<TaskKind> Tasks => _header.Tasks;

    /// <summary>What answered: engine and precision, for people.</summary>
    public string Reference => _header.Reference;

    /// <summary>How far another precision or engine may be off.</summary>
    public GoldenTolerances Tolerances => _header.Tolerances;

    /// <summary>Computes frames and keeps the answers.</summary>
    /// <param name="predictor">The finest variant of the model.</param>
    /// <param name="frames">1 to <see cref="MostFrames"/> frames of up to 4 megapixels, kept as they are.</param>
    /// <param name="tolerances">How far others may be off; null for the defaults.</param>
    /// <exception cref="ArgumentException">There is no frame, or too many, or too large ones.</exception>
    /// <exception cref="InvalidDataException">An answer isn't finite: the model is broken.</exception>
    public static GoldenSet Create(
        DensePredictor predictor, IReadOnlyList<Rgb24Image> frames, GoldenTolerances? tolerances = null)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        ArgumentNullException.ThrowIfNull(frames);
        if (frames.Count is 0 or > MostFrames)
        {
            throw new ArgumentException($"Expected 1 to {MostFrames} golden frames, got {frames.Count}.", nameof(frames));
        }

        GoldenHeader header = new()
        {
            Reference = $"{predictor.Model.Precision.Key()}, {predictor.EngineName}",
            OutputHeight = predictor.Model.OutputHeight,
            OutputWidth = predictor.Model.OutputWidth,
            Tasks = [.. predictor.Model.Tasks.Select(task => task.Spec.Kind)],
            Tolerances = tolerances ?? new GoldenTolerances(),
        };
        return new GoldenSet(header, [.. frames.Select(frame => GoldenFrame.Create(header, predictor, frame))]);
    }

    /// <summary>Reads a file of golden frames.</summary>
    /// <param name="stream">The file; it is read to its end.</param>
    /// <param name="source">Where it is from; it begins every message.</param>
    /// <exception cref="InvalidDataException">It is none, a damaged one, or larger than allowed.</exception>
    public static GoldenSet Load(Stream stream, string source) => GoldenFile.Read(stream, source);

    /// <summary>Writes the file; equal sets make equal bytes.</summary>
    public byte[] ToBytes() => GoldenFile.Write(_header, _frames);

    /// <summary>Gets a frame.</summary>
    /// <param name="index">From 0.</param>
    public Rgb24Image Frame(int index) => _frames[index].Image();

    /// <summary>Computes the frames again, compares the answers and measures the time.</summary>
    /// <param name="predictor">The model as the device shall run it.</param>
    /// <param name="options">How long to measure; null for the defaults.</param>
    /// <exception cref="InvalidDataException">The model answers other tasks, or in another size.</exception>
    /// <exception cref="EngineException">The engine failed.</exception>
    public GoldenReport Check(DensePredictor predictor, GoldenCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        RequireSame(predictor.Model);
        options ??= new GoldenCheckOptions();
        GoldenTally tally = new(_header);
        for (int i = 0; i < _frames.Count; i++)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            using DensePrediction prediction = predictor.Run(_frames[i].Image());
            tally.Add(i, _frames[i], prediction);
            options.Progress?.Report((double)(i + 1) / _frames.Count);
        }

        return tally.Report(predictor.EngineName, GoldenClock.Measure(predictor, this, options));
    }

    private void RequireSame(ModelMetadata model)
    {
        bool isSame = model.OutputHeight == _header.OutputHeight && model.OutputWidth == _header.OutputWidth
            && _header.Tasks.All(task => model.Find(task) is not null);
        if (!isSame)
        {
            throw new InvalidDataException(
                $"Expected a model with the golden frames' answers ({string.Join(", ", _header.Tasks.Select(TaskKinds.Key))} of "
                + $"{_header.OutputHeight}x{_header.OutputWidth} pixels), found one with "
                + $"{string.Join(", ", model.Tasks.Select(task => task.Spec.Kind.Key()))} of "
                + $"{model.OutputHeight}x{model.OutputWidth}.");
        }
    }
}
