using System.Globalization;
using DenseEdge.Onnx;
using DenseEdge.Quantization.Calibration;
using DenseEdge.Quantization.Integers;

namespace DenseEdge.Quantization.Sensitivity;

/// <summary>
/// Finds which blocks of a model may be integer under an accuracy budget. If the whole model fits, that is the answer.
/// Otherwise every block is measured alone on every task, blocks are ranked by what they cost per multiply-add that they
/// save, and the fewest of the costliest ones become float with which the measured mixture fits.
/// </summary>
/// <remarks>The ranking is the greedy solution of the knapsack in which losses add up. They don't quite, so the cut in the
/// ranking is found by bisection with measured mixtures, and only a measured mixture is ever chosen.</remarks>
public sealed class MixedPrecisionSearch
{
    private readonly OnnxModel _model;
    private readonly CalibrationTable _calibration;
    private readonly QuantizationOptions _options;
    private readonly AccuracyBudget _budget;
    private readonly IModelScore _score;
    private readonly Action<string>? _say;
    private readonly List<MixedAttempt> _attempts = [];
    private IReadOnlyList<TaskMetric> _reference = [];

    private MixedPrecisionSearch(
        OnnxModel model, CalibrationTable calibration, QuantizationOptions options, AccuracyBudget budget, IModelScore score,
        Action<string>? say)
    {
        _model = model;
        _calibration = calibration;
        _options = options;
        _budget = budget;
        _score = score;
        _say = say;
    }

    /// <summary>Runs the search.</summary>
    /// <param name="model">The float model.</param>
    /// <param name="calibration">Its calibration.</param>
    /// <param name="options">How to quantise; what it excludes stays float in every mixture.</param>
    /// <param name="budget">How much worse each task may become.</param>
    /// <param name="score">Measures models.</param>
    /// <param name="say">Hears what is measured, a line each; null for nobody.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static MixedPrecisionResult Run(
        OnnxModel model, CalibrationTable calibration, QuantizationOptions options, AccuracyBudget budget, IModelScore score,
        Action<string>? say = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(score);
        return new MixedPrecisionSearch(model, calibration, options, budget, score, say).Run(cancellation);
    }

    private MixedPrecisionResult Run(CancellationToken cancellation)
    {
        _reference = _score.Measure(_model);
        QuantizationResult whole = Quantize([]);
        IReadOnlyList<NodeBlock> blocks = Quantizer.Blocks(_model, _options);
        if (blocks.Count == 0)
        {
            return Verdict(null, blocks, [], [], "No convolution or product may become integer: the float model is shipped.");
        }

        if (Attempt(whole, []).Fits)
        {
            return Settle(whole, blocks, [], []);
        }

        List<BlockSensitivity> ranked = [.. Measure(blocks, cancellation).OrderByDescending(Price)];
        (int fewest, int most) = (1, blocks.Count);
        QuantizationResult? chosen = null;
        while (fewest < most)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = (fewest + most) / 2;
            IReadOnlyList<NodeBlock> kept = [.. ranked.Take(count).Select(entry => entry.Block)];
            QuantizationResult mixture = Quantize(kept);
            if (Attempt(mixture, kept).Fits)
            {
                (chosen, most) = (mixture, count);
            }
            else
            {
                fewest = count + 1;
            }
        }

        return chosen is null
            ? Verdict(null, blocks, [], ranked, "No mixture is within the budget: the float model is shipped.")
            : Settle(chosen, blocks, [.. ranked.Take(most).Select(entry => entry.Block)], ranked);
    }

    // What a block costs the worst hit task for every multiply-add that it brings to the integers.
    private static double Price(BlockSensitivity entry) => entry.WorstShare / Math.Max(1, entry.Block.MultiplyAdds);

    private List<BlockSensitivity> Measure(IReadOnlyList<NodeBlock> blocks, CancellationToken cancellation)
    {
        List<BlockSensitivity> result = [];
        foreach (NodeBlock block in blocks)
        {
            cancellation.ThrowIfCancellationRequested();
            QuantizationResult alone = Quantize([.. blocks.Where(other => !ReferenceEquals(other, block))]);
            BlockSensitivity entry = new(block, _budget.Compare(_reference, _score.Measure(alone.Model)));
            _say?.Invoke(string.Create(
                CultureInfo.InvariantCulture, $"{block.Name} alone takes {entry.WorstShare:P0} of the worst hit task's budget"));
            result.Add(entry);
        }

        return result;
    }

    private QuantizationResult Quantize(IReadOnlyList<NodeBlock> floatBlocks)
        => Quantizer.Quantize(
            _model, _calibration,
            _options with { Exclude = [.. _options.Exclude, .. floatBlocks.SelectMany(block => block.Nodes)] });

    private MixedAttempt Attempt(QuantizationResult mixture, IReadOnlyList<NodeBlock> floatBlocks)
    {
        MixedAttempt attempt = new(
            [.. floatBlocks.Select(block => block.Name)], _budget.Compare(_reference, _score.Measure(mixture.Model)));
        _attempts.Add(attempt);
        _say?.Invoke($"{floatBlocks.Count} blocks in float: {(attempt.Fits ? "within" : "misses")} the budget");
        return attempt;
    }

    // A mixture that is slower than the float model, for all its borders, is not shipped.
    private MixedPrecisionResult Settle(
        QuantizationResult chosen, IReadOnlyList<NodeBlock> blocks, IReadOnlyList<NodeBlock> floatBlocks,
        IReadOnlyList<BlockSensitivity> sensitivities)
    {
        double? floatMs = _score.LatencyMs(_model);
        double? mixedMs = floatMs is null ? null : _score.LatencyMs(chosen.Model);
        string mixture = floatBlocks.Count == 0
            ? "The whole model in integers"
            : $"Integers with {floatBlocks.Count} of {blocks.Count} blocks in float";
        string times = string.Create(CultureInfo.InvariantCulture, $"{mixedMs:F1} ms against {floatMs:F1} ms");
        bool isSlower = mixedMs >= floatMs;
        string verdict = isSlower
            ? $"{mixture} is within the budget but not faster than float ({times}): the float model is shipped."
            : floatMs is null
                ? $"{mixture} is within the budget; its speed is estimated by multiply-adds, not measured."
                : $"{mixture} is within the budget and faster than float ({times}).";
        return Verdict(isSlower ? null : chosen, blocks, floatBlocks, sensitivities, verdict) with
        {
            FloatLatencyMs = floatMs,
            MixedLatencyMs = mixedMs,
        };
    }

    private MixedPrecisionResult Verdict(
        QuantizationResult? chosen, IReadOnlyList<NodeBlock> blocks, IReadOnlyList<NodeBlock> floatBlocks,
        IReadOnlyList<BlockSensitivity> sensitivities, string verdict)
    {
        double all = blocks.Sum(block => (double)block.MultiplyAdds);
        return new MixedPrecisionResult
        {
            Chosen = chosen,
            Verdict = verdict,
            Sensitivities = sensitivities,
            Attempts = _attempts,
            FloatLatencyMs = null,
            MixedLatencyMs = null,
            IntegerShare = chosen is null || all == 0 ? 0 : 1 - (floatBlocks.Sum(block => (double)block.MultiplyAdds) / all),
        };
    }
}
