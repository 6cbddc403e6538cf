using DenseEdge.Storage;

namespace DenseEdge.Sdk;

/// <summary>Another model computes from the next frame on.</summary>
/// <param name="previous">The model from before.</param>
/// <param name="current">The model that took over.</param>
/// <param name="preparation">How long it was loaded and warmed beside the other.</param>
public sealed class ModelSwappedEventArgs(ModelReference previous, ModelReference current, TimeSpan preparation) : EventArgs
{
    /// <summary>The model from before.</summary>
    public ModelReference Previous { get; } = previous;

    /// <summary>The model that took over.</summary>
    public ModelReference Current { get; } = current;

    /// <summary>How long it was loaded and warmed beside the other.</summary>
    public TimeSpan Preparation { get; } = preparation;
}
