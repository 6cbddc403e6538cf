namespace DenseEdge.Cli.Converting;

/// <summary>One change of the graph on its way to the target.</summary>
/// <param name="Name">Its short name.</param>
/// <param name="Description">What it changes and why.</param>
/// <param name="Changes">The number of places that it changed.</param>
internal sealed record ConversionStep(string Name, string Description, int Changes);
