using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Schema;
using DenseEdge.Quantization.Calibration;

namespace DenseEdge.Quantization.Comparison;

/// <summary>
/// Runs two models over the same images, side by side and part by part, and measures every tensor that they have in common.
/// </summary>
/// <remarks>Both models hand out their tensors in about the same order, so a tensor waits only a part or two for its partner:
/// memory grows with <see cref="ComparisonOptions.SegmentBytes"/>, not with the models. Images and sums are taken in a fixed
/// order: the same models and images always give the same numbers.</remarks>
public sealed class ModelComparer : IDisposable
{
    private readonly OnnxGraph _first;
    private readonly TensorMatch _match;
    private readonly TensorStream _firstStream;
    private readonly TensorStream _secondStream;
    private readonly Dictionary<string, TensorDifference> _differences = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Changed, long Count)> _labels = new(StringComparer.Ordinal);
    private readonly ILookup<string, TensorPair> _byFirst;
    private readonly ILookup<string, TensorPair> _bySecond;

    private ModelComparer(OnnxGraph first, OnnxGraph second, ComparisonOptions options)
    {
        _first = first;
        _match = TensorMatch.Of(first, second);
        IReadOnlyList<TensorPair> labels =
        [
            .. first.Outputs.Where(name => !TensorMatch.IsReal(first.Info(name).ElementType))
                .Select(name => new TensorPair(name, name, name)),
        ];
        TensorPair[] pairs = [.. _match.Pairs, .. labels];
        _byFirst = pairs.ToLookup(pair => pair.First, StringComparer.Ordinal);
        _bySecond = pairs.ToLookup(pair => pair.Second, StringComparer.Ordinal);
        _firstStream = new TensorStream(first, _byFirst.Select(group => group.Key).ToHashSet(), options);
        _secondStream = new TensorStream(second, _bySecond.Select(group => group.Key).ToHashSet(), options);
    }

    /// <summary>Compares two models.</summary>
    /// <param name="first">The model that is taken as right.</param>
    /// <param name="firstName">What errors call it.</param>
    /// <param name="second">The model that is measured against it.</param>
    /// <param name="secondName">What errors call it.</param>
    /// <param name="source">Images, in the form of the models' inputs.</param>
    /// <param name="options">How to run them; null for the defaults.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InvalidDataException">The models' inputs or outputs differ in name, type or shape, or an image doesn't
    /// fit them; the message names both sides.</exception>
    /// <exception cref="ArgumentException">Options are out of range.</exception>
    public static ComparisonResult Run(
        OnnxGraph first, string firstName, OnnxGraph second, string secondName, ICalibrationSource source,
        ComparisonOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(source);
        ComparisonOptions valid = (options ?? new ComparisonOptions()).Validated();
        InterfaceCheck.Require(first, firstName, second, secondName);
        if (source.Count < 1)
        {
            throw new InvalidDataException($"{source.Name}: expected images to compare the models on, found none.");
        }

        using ModelComparer comparer = new(first, second, valid);
        int images = Math.Min(valid.Images, source.Count);
        for (int i = 0; i < images; i++)
        {
            comparer.Add(source, (int)((long)i * source.Count / images), cancellation);
            valid.Progress?.Report(new CalibrationProgress(i + 1, images));
        }

        return comparer.Result(source.Name, images);
    }

    /// <summary>Frees both models.</summary>
    public void Dispose()
    {
        _firstStream.Dispose();
        _secondStream.Dispose();
    }

    private void Add(ICalibrationSource source, int index, CancellationToken cancellation)
    {
        _firstStream.Begin(source, index);
        _secondStream.Begin(source, index);
        Dictionary<TensorPair, TensorCopy> waiting = [];
        Dictionary<TensorPair, TensorCopy> arrived = [];
        while (!_firstStream.IsAtEnd || !_secondStream.IsAtEnd)
        {
            cancellation.ThrowIfCancellationRequested();

            // The second model catches up with the first before that goes on.
            bool isFirst = !_firstStream.IsAtEnd && (waiting.Count == 0 || _secondStream.IsAtEnd);
            (Dictionary<TensorPair, TensorCopy> own, Dictionary<TensorPair, TensorCopy> others) =
                isFirst ? (waiting, arrived) : (arrived, waiting);
            foreach ((string name, TensorCopy values) in (isFirst ? _firstStream : _secondStream).Step())
            {
                TensorPair[] pairs = [.. (isFirst ? _byFirst : _bySecond)[name]];
                values.Retain(pairs.Length);
                foreach (TensorPair pair in pairs)
                {
                    if (!others.Remove(pair, out TensorCopy? partner))
                    {
                        own.Add(pair, values);
                        continue;
                    }

                    Compare(pair.Name, isFirst ? values : partner, isFirst ? partner : values);
                    values.Release();
                    partner.Release();
                }
            }
        }
    }

    private void Compare(string name, TensorCopy first, TensorCopy second)
    {
        if (first.IsReal)
        {
            if (!_differences.TryGetValue(name, out TensorDifference? difference))
            {
                _differences.Add(name, difference = new TensorDifference(name));
            }

            difference.Add(first.Numbers, second.Numbers);
        }
        else
        {
            long changed = first.Labels!.Zip(second.Labels!).LongCount(pair => pair.First != pair.Second);
            (long before, long count) = _labels.GetValueOrDefault(name);
            _labels[name] = (before + changed, count + first.Labels!.Length);
        }
    }

    private ComparisonResult Result(string source, int images) => new()
    {
        Source = source,
        Images = images,
        Outputs =
        [
            .. _first.Outputs.Select(name => new OutputDifference(
                name,
                _differences.GetValueOrDefault(name),
                _labels.TryGetValue(name, out (long Changed, long Count) labels) ? (double)labels.Changed / labels.Count : null)),
        ],
        Layers = [.. _match.Pairs.Select(pair => Layer(pair.Name))],
        OnlyInFirst = _match.OnlyInFirst,
        OnlyInSecond = _match.OnlyInSecond,
    };

    private LayerDifference Layer(string name)
    {
        double noise = 0;
        HashSet<string> seen = new(StringComparer.Ordinal);
        NodeProto maker = _first.Producer(name)!;
        Stack<string> open = new(maker.Input);
        while (open.TryPop(out string? value))
        {
            if (!seen.Add(value))
            {
                continue;
            }

            if (_differences.TryGetValue(value, out TensorDifference? known))
            {
                noise = Math.Max(noise, known.NoiseShare);
            }
            else if (_first.Producer(value) is { } producer)
            {
                // A tensor that was not compared: what it is computed from stands for it.
                foreach (string input in producer.Input)
                {
                    open.Push(input);
                }
            }
        }

        return new LayerDifference(_differences[name], maker.OpType, noise);
    }
}
