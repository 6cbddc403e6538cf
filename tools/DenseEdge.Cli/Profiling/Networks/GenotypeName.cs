using DenseEdge.Contracts;

namespace DenseEdge.Cli.Profiling.Networks;

/// <summary>A genotype in a few characters, for file names and progress.</summary>
internal static class GenotypeName
{
    /// <summary>Writes the codes of the contexts, a group of digits per target: "3100-0010-...".</summary>
    /// <param name="genotype">The genotype.</param>
    public static string Of(Genotype genotype) => string.Join('-', genotype.Tasks.Select(target => string.Concat(
        genotype.Tasks.Select(source => (int)genotype[target, source]))));
}
