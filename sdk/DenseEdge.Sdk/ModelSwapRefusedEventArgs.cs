using DenseEdge.Storage;

namespace DenseEdge.Sdk;

/// <summary>The new active model can't take over; the old one goes on.</summary>
/// <param name="wanted">The new active model; null if the pointer itself can't be read.</param>
/// <param name="reason">What was expected and what was found.</param>
public sealed class ModelSwapRefusedEventArgs(ModelReference? wanted, string reason) : EventArgs
{
    /// <summary>The new active model; null if the pointer itself can't be read.</summary>
    public ModelReference? Wanted { get; } = wanted;

    /// <summary>What was expected and what was found.</summary>
    public string Reason { get; } = reason;
}
