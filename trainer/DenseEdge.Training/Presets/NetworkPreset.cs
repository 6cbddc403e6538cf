using DenseEdge.Training.Network;

namespace DenseEdge.Training.Presets;

/// <summary>A network that has a name: a published one, one that it was published beside, or DenseEdge's own.</summary>
public sealed record NetworkPreset
{
    /// <summary>The name, such as <c>nyud-hrnet18-atrc</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, in a few words.</summary>
    public required string Description { get; init; }

    /// <summary>The network at its default size.</summary>
    public required NetworkOptions Network { get; init; }

    /// <summary>What it costs at its default size, counted by <see cref="Export.NetworkCost"/>; a test counts it
    /// again.</summary>
    public PresetCost Cost => PresetCosts.Of(Name);
}
