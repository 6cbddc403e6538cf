namespace DenseEdge.Search.Verification;

/// <summary>The answer to one budget.</summary>
/// <param name="BudgetMicroseconds">The budget in microseconds.</param>
/// <param name="Network">The best network that is measured to be within the budget; if <see cref="IsMet"/> is false the fastest one
/// that was measured.</param>
/// <param name="IsMet">Whether the network's upper bound is within the budget.</param>
/// <param name="Builds">Networks that were built and measured for this budget; those of other budgets are used for free.</param>
public sealed record VerifiedBudget(long BudgetMicroseconds, VerifiedNetwork Network, bool IsMet, int Builds)
{
    /// <summary>What the network's upper bound was compared with, in microseconds: the budget less its reserve, or the whole budget
    /// if no network left a reserve.</summary>
    /// <value>The budget by default.</value>
    public long LimitMicroseconds { get; init; } = BudgetMicroseconds;

    /// <summary>The share of the budget that is left over, by the upper bound; negative if it isn't met.</summary>
    public double Slack => 1 - (Network.Latency.BoundMicroseconds / BudgetMicroseconds);
}
