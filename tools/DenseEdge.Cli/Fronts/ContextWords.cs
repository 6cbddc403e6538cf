using DenseEdge.Contracts;

namespace DenseEdge.Cli.Fronts;

/// <summary>What the contexts are called in grids.</summary>
internal static class ContextWords
{
    /// <summary>All contexts, in the order of a legend.</summary>
    public static IReadOnlyList<ContextType> All { get; } =
        [ContextType.TargetLabel, ContextType.SourceLabel, ContextType.Global, ContextType.Local, ContextType.None];

    /// <summary>One letter, for a cell.</summary>
    /// <param name="context">The context.</param>
    public static string Letter(ContextType context) => context switch
    {
        ContextType.TargetLabel => "T",
        ContextType.SourceLabel => "S",
        ContextType.Global => "G",
        ContextType.Local => "L",
        _ => "·",
    };

    /// <summary>The name in the paper's words.</summary>
    /// <param name="context">The context.</param>
    public static string Word(ContextType context) => context switch
    {
        ContextType.TargetLabel => "T-label",
        ContextType.SourceLabel => "S-label",
        ContextType.Global => "global",
        ContextType.Local => "local",
        _ => "none",
    };

    /// <summary>What the target reads, in a few words.</summary>
    /// <param name="context">The context.</param>
    public static string Meaning(ContextType context) => context switch
    {
        ContextType.TargetLabel => "regions of the target's coarse prediction",
        ContextType.SourceLabel => "regions of the source's coarse prediction",
        ContextType.Global => "all pixels of the source",
        ContextType.Local => "a 9×9 window of the source",
        _ => "nothing",
    };

    /// <summary>How many pairs exchange something.</summary>
    /// <param name="genotype">A genotype.</param>
    public static int Count(Genotype genotype) => genotype.Tasks.Sum(target => genotype.SelectedSources(target).Count);
}
