using DenseEdge.Contracts;

namespace DenseEdge.Search.Latency;

/// <summary>Which contexts a device runs so badly that a search should leave them out.</summary>
/// <remarks>Only local attention is judged. Its 9x9 neighbourhoods need a kernel of their own, without which a runtime gathers
/// them piece by piece; the other contexts are plain products, which every runtime does well. Of the 57 sites of the published
/// genotypes none is local.</remarks>
public static class ContextMask
{
    /// <summary>Local attention is left out if it costs more than this many times the dearest other context.</summary>
    public const double WorstRatio = 2;

    /// <summary>Judges the contexts.</summary>
    /// <param name="tasks">The tasks, in the order of the terms.</param>
    /// <param name="microseconds">What each term of <see cref="LatencyTerms"/> costs.</param>
    /// <returns>The contexts to leave out, none or <see cref="ContextType.Local"/>.</returns>
    public static IReadOnlyList<ContextType> Of(IReadOnlyList<TaskKind> tasks, IReadOnlyList<double> microseconds)
        => Ratio(tasks, microseconds) > WorstRatio ? [ContextType.Local] : [];

    /// <summary>What a pair costs with local attention, over what it costs with the dearest other context; a label context bears
    /// its share of the auxiliary head, which serves as many pairs as there are tasks.</summary>
    /// <param name="tasks">The tasks, in the order of the terms.</param>
    /// <param name="microseconds">What each term of <see cref="LatencyTerms"/> costs.</param>
    public static double Ratio(IReadOnlyList<TaskKind> tasks, IReadOnlyList<double> microseconds)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentNullException.ThrowIfNull(microseconds);
        GenotypeCosts costs = new LatencyTerms(tasks).Costs(microseconds);
        double dearest = Enumerable.Range(0, tasks.Count)
            .Max(task => costs.PairMicroseconds(task, task, ContextType.TargetLabel)
                + (costs.AuxiliaryHeadMicroseconds(task) / (double)tasks.Count));
        return costs.PairMicroseconds(0, 0, ContextType.Local)
            / Math.Max(1, Math.Max(dearest, costs.PairMicroseconds(0, 0, ContextType.Global)));
    }
}
