using DenseEdge.Quantization.Sensitivity;

namespace DenseEdge.Cli.Converting;

/// <summary>An accuracy budget and what came of it, as a part of a JSON report.</summary>
/// <param name="Given">The budget as the user wrote it.</param>
/// <param name="Shipped">The arithmetic that is shipped, such as <c>int8</c>.</param>
/// <param name="KeptBlocks">The blocks that keep a finer one in it.</param>
/// <param name="Verdict">What is shipped and why.</param>
/// <param name="Speed"><c>measured</c> on this machine, or <c>modelled</c> from multiply-adds.</param>
/// <param name="Losses">What the shipped model costs every task.</param>
/// <param name="Trials">Every arithmetic that was tried, the fastest first.</param>
internal sealed record BudgetReport(
    string Given, string Shipped, IReadOnlyList<string> KeptBlocks, string Verdict, string Speed, IReadOnlyList<TaskLoss> Losses,
    IReadOnlyList<BudgetReport.Trial> Trials)
{
    /// <summary>Describes a choice.</summary>
    /// <param name="choice">The choice.</param>
    public static BudgetReport Of(VariantChoice choice) => new(
        choice.Budget.ToString(), choice.Name, [.. choice.Kept.Select(block => block.Name)], choice.Verdict,
        choice.Trials[0].WholeCost.IsMeasured ? "measured" : "modelled", choice.Losses, [.. choice.Trials.Select(Trial.Of)]);

    /// <summary>One arithmetic.</summary>
    /// <param name="Precision">Its name.</param>
    /// <param name="Outcome">What became of it.</param>
    /// <param name="Whole">What the whole model costs in it.</param>
    /// <param name="Mixture">What the mixture within the budget costs; null if there is none or it was not scored.</param>
    /// <param name="ConvertedShare">The share of the multiply-adds that have it in the mixture; null if it was not
    /// scored.</param>
    /// <param name="Attempts">The mixtures that were measured.</param>
    /// <param name="Blocks">What every block costs.</param>
    internal sealed record Trial(
        string Precision, string Outcome, Cost Whole, Cost? Mixture, double? ConvertedShare, IReadOnlyList<MixedAttempt> Attempts,
        IReadOnlyList<BlockSensitivity> Blocks)
    {
        public static Trial Of(VariantTrial trial) => new(
            trial.Name, trial.Outcome, Cost.Of(trial.WholeCost), trial.MixtureCost is { } cost ? Cost.Of(cost) : null,
            trial.Search?.ConvertedShare, trial.Search?.Attempts ?? [], trial.Search?.Sensitivities ?? []);
    }

    /// <summary>A cost with its unit in its name.</summary>
    /// <param name="LatencyMs">Median of one image on this machine; null if the target is another.</param>
    /// <param name="Float32MultiplyAdds">The modelled cost as multiply-adds in FP32; null if a time was measured.</param>
    internal sealed record Cost(double? LatencyMs, double? Float32MultiplyAdds)
    {
        public static Cost Of(ModelCost cost)
            => cost.IsMeasured ? new Cost(cost.Amount, null) : new Cost(null, cost.Amount);
    }
}
