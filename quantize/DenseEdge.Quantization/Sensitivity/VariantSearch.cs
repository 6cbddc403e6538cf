using DenseEdge.Onnx;

namespace DenseEdge.Quantization.Sensitivity;

/// <summary>
/// Finds the fastest variant of a model within an accuracy budget. The arithmetics are taken from the fastest to the slowest;
/// each is brought within the budget by <see cref="MixedPrecisionSearch"/>, and the search ends where the next one cannot be
/// faster than what was found. So an arithmetic that is slower than a finer one is not even scored.
/// </summary>
public sealed class VariantSearch
{
    private readonly AccuracyBudget _budget;
    private readonly IModelScore _score;
    private readonly IReadOnlyList<TaskMetric> _reference;
    private readonly Action<string>? _say;
    private readonly List<VariantTrial> _trials = [];
    private (VariantTrial Trial, IReadOnlyList<NodeBlock> Kept, double Amount)? _best;

    private VariantSearch(
        IReadOnlyList<TaskMetric> reference, AccuracyBudget budget, IModelScore score, Action<string>? say)
        => (_reference, _budget, _score, _say) = (reference, budget, score, say);

    /// <summary>Runs the search.</summary>
    /// <param name="model">The float model: what losses are counted from.</param>
    /// <param name="variants">The arithmetics, one of which loses nothing (it has no blocks): so that there is always an
    /// answer.</param>
    /// <param name="budget">How much worse each task may become.</param>
    /// <param name="score">Measures models.</param>
    /// <param name="say">Hears what is measured, a line each; null for nobody.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="FormatException">The budget names a task that the model doesn't have.</exception>
    public static VariantChoice Run(
        OnnxModel model, IReadOnlyList<IBlockConversion> variants, AccuracyBudget budget, IModelScore score,
        Action<string>? say = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(variants);
        ArgumentNullException.ThrowIfNull(budget);
        ArgumentNullException.ThrowIfNull(score);
        if (!variants.Any(variant => variant.Blocks.Count == 0))
        {
            throw new ArgumentException("Expected a variant that loses nothing, found none.", nameof(variants));
        }

        IReadOnlyList<TaskMetric> reference = score.Measure(model);
        budget.Requiring([.. reference.Select(metric => metric.Task)]);
        return new VariantSearch(reference, budget, score, say).Run(variants, cancellation);
    }

    private VariantChoice Run(IReadOnlyList<IBlockConversion> variants, CancellationToken cancellation)
    {
        List<(IBlockConversion Variant, ModelCost Cost)> ordered =
            [.. variants.Select(variant => (Variant: variant, Cost: CostOf(variant, []))).OrderBy(entry => entry.Cost.Amount)];
        foreach ((IBlockConversion variant, ModelCost cost) in ordered)
        {
            cancellation.ThrowIfCancellationRequested();
            Try(variant, cost, cancellation);
        }

        (VariantTrial chosen, IReadOnlyList<NodeBlock> kept, _) = _best!.Value;
        return new VariantChoice
        {
            Name = chosen.Name,
            Kept = kept,
            Budget = _budget,
            Verdict = $"{chosen.Name} is shipped. "
                + string.Join(" ", _trials.Select(trial => $"{trial.Name}: {trial.Outcome}."))
                + (chosen.WholeCost.IsMeasured
                    ? " Times were measured on this machine."
                    : " Speed was modelled from multiply-adds, not measured: the target is not at hand."),
            Trials = _trials,
        };
    }

    private ModelCost CostOf(IBlockConversion variant, IReadOnlyList<NodeBlock> kept)
    {
        ModelCost cost = _score.CostOf(variant.Convert(kept));
        _say?.Invoke($"{variant.Name}{(kept.Count > 0 ? " mixture" : "")}: {cost}");
        return cost;
    }

    private void Try(IBlockConversion variant, ModelCost whole, CancellationToken cancellation)
    {
        if (_best is { } best && whole.Amount >= best.Amount)
        {
            _trials.Add(new VariantTrial(
                variant.Name, whole, null, null, $"{whole}, not faster{(variant.Blocks.Count > 0 ? ", so not scored" : "")}"));
            return;
        }

        if (variant.Blocks.Count == 0)
        {
            Take(new VariantTrial(variant.Name, whole, null, whole, $"{whole}, loses nothing"), [], whole);
            return;
        }

        MixtureResult search = MixedPrecisionSearch.Run(variant, _reference, _budget, _score, _say, cancellation);
        if (search.Kept is not { } kept)
        {
            _trials.Add(new VariantTrial(variant.Name, whole, search, null, $"{whole}, no mixture is within the budget"));
            return;
        }

        ModelCost cost = kept.Count == 0 ? whole : CostOf(variant, kept);
        string mixture = kept.Count == 0 ? "within the budget" : $"within the budget with {kept.Count} of {variant.Blocks.Count} blocks kept finer";
        bool isFaster = _best is null || cost.Amount < _best.Value.Amount;
        VariantTrial trial = new(variant.Name, whole, search, cost, $"{cost}, {mixture}{(isFaster ? "" : ", not faster")}");
        if (isFaster)
        {
            Take(trial, kept, cost);
        }
        else
        {
            _trials.Add(trial);
        }
    }

    private void Take(VariantTrial trial, IReadOnlyList<NodeBlock> kept, ModelCost cost)
    {
        _trials.Add(trial);
        _best = (trial, kept, cost.Amount);
    }
}
