namespace DenseEdge.Training.Weights.Pickle;

/// <summary>A tuple.</summary>
/// <param name="items">Its items.</param>
internal sealed class PickleTuple(IReadOnlyList<object?> items)
{
    /// <summary>Its items.</summary>
    public IReadOnlyList<object?> Items => items;
}
