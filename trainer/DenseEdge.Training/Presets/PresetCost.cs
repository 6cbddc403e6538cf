namespace DenseEdge.Training.Presets;

/// <summary>What a network costs, as <see cref="Export.NetworkCost"/> counts it.</summary>
/// <param name="Parameters">Trained parameters.</param>
/// <param name="MultiplyAdds">Multiply-adds for one image of the default size.</param>
public readonly record struct PresetCost(long Parameters, long MultiplyAdds);
