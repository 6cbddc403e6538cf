namespace DenseEdge.Bundles.Choosing;

/// <summary>What has to be known of a device to choose a model for it.</summary>
public sealed record DeviceFacts
{
    /// <summary>The engines that are really there.</summary>
    public required IReadOnlyList<RuntimeFact> Runtimes { get; init; }

    /// <summary>The board's name and the compatible names of its device tree; empty if the system doesn't tell.</summary>
    public IReadOnlyList<string> BoardNames { get; init; } = [];
}
