using static TorchSharp.torch;

namespace DenseEdge.Training.Losses;

/// <summary>The loss of a batch. Disposing frees its tensors; a dispose scope around it does too.</summary>
/// <param name="Total">The weighted sum of all terms, a scalar with gradient.</param>
/// <param name="Terms">The terms, tasks in the network's order, final before auxiliary.</param>
public sealed record LossResult(Tensor Total, IReadOnlyList<LossTerm> Terms) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Total.Dispose();
        foreach (LossTerm term in Terms)
        {
            term.Value.Dispose();
        }
    }

    /// <summary>Moves every tensor to the scope around the current one.</summary>
    internal LossResult MoveToOuterDisposeScope()
    {
        Total.MoveToOuterDisposeScope();
        foreach (LossTerm term in Terms)
        {
            term.Value.MoveToOuterDisposeScope();
        }

        return this;
    }
}
