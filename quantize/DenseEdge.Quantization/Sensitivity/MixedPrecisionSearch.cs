using System.Globalization;

namespace DenseEdge.Quantization.Sensitivity;

/// <summary>
/// Finds which blocks of a model may have a coarser arithmetic under an accuracy budget. If the whole model fits, that is the
/// answer. Otherwise every block is measured alone on every task, blocks are ranked by what they cost per multiply-add that
/// they save, and the fewest of the costliest ones keep the finer arithmetic with which the measured mixture fits.
/// </summary>
/// <remarks>The ranking is the greedy solution of the knapsack in which losses add up. They don't quite, so the cut in the
/// ranking is found by bisection with measured mixtures, and only a measured mixture is ever chosen.</remarks>
public sealed class MixedPrecisionSearch
{
    private readonly IBlockConversion _conversion;
    private readonly IReadOnlyList<TaskMetric> _reference;
    private readonly AccuracyBudget _budget;
    private readonly IModelScore _score;
    private readonly Action<string>? _say;
    private readonly List<MixedAttempt> _attempts = [];

    private MixedPrecisionSearch(
        IBlockConversion conversion, IReadOnlyList<TaskMetric> reference, AccuracyBudget budget, IModelScore score,
        Action<string>? say)
    {
        _conversion = conversion;
        _reference = reference;
        _budget = budget;
        _score = score;
        _say = say;
    }

    /// <summary>Runs the search.</summary>
    /// <param name="conversion">How the model gets the coarser arithmetic.</param>
    /// <param name="reference">The float model's metrics.</param>
    /// <param name="budget">How much worse each task may become.</param>
    /// <param name="score">Measures models.</param>
    /// <param name="say">Hears what is measured, a line each; null for nobody.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static MixtureResult Run(
        IBlockConversion conversion, IReadOnlyList<TaskMetric> reference, AccuracyBudget budget, IModelScore score,
        Action<string>? say = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(conversion);
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(score);
        return new MixedPrecisionSearch(conversion, reference, budget, score, say).Run(cancellation);
    }

    private MixtureResult Run(CancellationToken cancellation)
    {
        IReadOnlyList<NodeBlock> blocks = _conversion.Blocks;
        if (blocks.Count == 0 || Fits([]))
        {
            return Result([], []);
        }

        List<BlockSensitivity> ranked = [.. Measure(blocks, cancellation).OrderByDescending(Price)];
        (int fewest, int most) = (1, blocks.Count);
        IReadOnlyList<NodeBlock>? chosen = null;
        while (fewest < most)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = (fewest + most) / 2;
            IReadOnlyList<NodeBlock> kept = [.. ranked.Take(count).Select(entry => entry.Block)];
            if (Fits(kept))
            {
                (chosen, most) = (kept, count);
            }
            else
            {
                fewest = count + 1;
            }
        }

        return Result(chosen, ranked);
    }

    // What a block costs the worst hit task for every multiply-add that it brings to the coarser arithmetic.
    private static double Price(BlockSensitivity entry) => entry.WorstShare / Math.Max(1, entry.Block.MultiplyAdds);

    private List<BlockSensitivity> Measure(IReadOnlyList<NodeBlock> blocks, CancellationToken cancellation)
    {
        List<BlockSensitivity> result = [];
        foreach (NodeBlock block in blocks)
        {
            cancellation.ThrowIfCancellationRequested();
            IReadOnlyList<NodeBlock> others = [.. blocks.Where(other => !ReferenceEquals(other, block))];
            BlockSensitivity entry = new(block, Losses(others));
            _say?.Invoke(string.Create(
                CultureInfo.InvariantCulture,
                $"{_conversion.Name}: {block.Name} alone takes {entry.WorstShare:P0} of the worst hit task's budget"));
            result.Add(entry);
        }

        return result;
    }

    private bool Fits(IReadOnlyList<NodeBlock> kept)
    {
        MixedAttempt attempt = new([.. kept.Select(block => block.Name)], Losses(kept));
        _attempts.Add(attempt);
        _say?.Invoke(
            $"{_conversion.Name}, {kept.Count} of {_conversion.Blocks.Count} blocks kept finer: "
            + $"{(attempt.Fits ? "within" : "misses")} the budget");
        return attempt.Fits;
    }

    private IReadOnlyList<TaskLoss> Losses(IReadOnlyList<NodeBlock> kept)
        => _budget.Compare(_reference, _score.Measure(_conversion.Convert(kept)));

    private MixtureResult Result(IReadOnlyList<NodeBlock>? kept, IReadOnlyList<BlockSensitivity> sensitivities)
    {
        double all = _conversion.Blocks.Sum(block => (double)block.MultiplyAdds);
        return new MixtureResult
        {
            Kept = kept,
            Sensitivities = sensitivities,
            Attempts = _attempts,
            ConvertedShare = kept is null || all == 0 ? 0 : 1 - (kept.Sum(block => (double)block.MultiplyAdds) / all),
        };
    }
}
