namespace DenseEdge.Training.Search;

/// <summary>Where a search stands besides its weights: the file search.json of a checkpoint.</summary>
/// <param name="Multiplier">λ of the budget, at least 0.</param>
/// <param name="MeanExcess">EMA of g = (E[L] − B) / B.</param>
/// <param name="LastShare">The share of the search at the last step that trained preferences, 0 to 1.</param>
internal sealed record BudgetState(double Multiplier, double MeanExcess, double LastShare);
