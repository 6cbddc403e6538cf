namespace DenseEdge.Quantization.Sensitivity;

/// <summary>How one arithmetic did in a <see cref="VariantSearch"/>.</summary>
/// <param name="Name">The arithmetic's name, such as <c>int8</c>.</param>
/// <param name="WholeCost">What the whole model costs in it.</param>
/// <param name="Search">What the budget made of it; null if it was not scored, because it can't be the fastest or loses
/// nothing.</param>
/// <param name="MixtureCost">What the mixture that fits costs; null if none fits or it was not scored.</param>
/// <param name="Outcome">What became of it, a few words.</param>
public sealed record VariantTrial(
    string Name, ModelCost WholeCost, MixtureResult? Search, ModelCost? MixtureCost, string Outcome);
