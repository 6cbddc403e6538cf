namespace DenseEdge.Training.Presets;

/// <summary>The costs of the presets, counted once: building forty networks to list them takes minutes.</summary>
internal static class PresetCosts
{
    private static readonly Dictionary<string, PresetCost> Counted = new(StringComparer.Ordinal);

    public static PresetCost Of(string name) => Counted.GetValueOrDefault(name);
}
