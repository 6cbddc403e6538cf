using DenseEdge.Contracts;
using DenseEdge.Training.Contrast;

namespace DenseEdge.Training.Search;

/// <summary>
/// Draws one context per pair and step so that no context is favoured: over as many steps as a pair has contexts it uses each of
/// them once, in an order drawn anew each time and for each pair.
/// </summary>
/// <remarks>Strict fairness (Chu et al., "FairNAS", ICCV 2021): with independent draws some paths would be trained more often by
/// chance, and their scores would say so. What a step draws depends on the seed and the step alone.</remarks>
/// <param name="seed">Seed of the search.</param>
internal sealed class FairPaths(int seed)
{
    // The streams from here on belong to the pairs, 64 at most.
    private const int FirstStream = 64;

    /// <summary>Draws the path of one step.</summary>
    /// <param name="pairs">Every pair, in a fixed order.</param>
    /// <param name="step">Steps done before.</param>
    public Dictionary<(TaskKind Target, TaskKind Source), ContextWeights> Draw(
        IEnumerable<KeyValuePair<(TaskKind Target, TaskKind Source), ContextMixture>> pairs, int step)
        => pairs.Select((pair, index) => (pair.Key, Code: Draw(pair.Value.Allowed, index, step)))
            .ToDictionary(pair => pair.Key, pair => ContextWeights.OneHot(pair.Code));

    /// <summary>Draws the context of one pair.</summary>
    /// <param name="codes">The contexts that the pair may use.</param>
    /// <param name="pair">Its number.</param>
    /// <param name="step">Steps done before.</param>
    public int Draw(IReadOnlyList<int> codes, int pair, int step)
    {
        (int round, int place) = Math.DivRem(step, codes.Count);
        int[] order = [.. codes];
        IterationRandom.For(seed, round, FirstStream + pair).Shuffle(order);
        return order[place];
    }
}
