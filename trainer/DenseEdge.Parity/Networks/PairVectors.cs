using DenseEdge.Contracts;
using DenseEdge.Parity.Checks;
using DenseEdge.Parity.Vectors;
using DenseEdge.Training.Search;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Networks;

/// <summary>The Gumbel softmax of every pair of a supernet, with the noise that a file gives.</summary>
internal static class PairVectors
{
    private const string FixedPairs = "gumbel/fixed_pairs";

    /// <summary>Freezes the pairs that are clear enough, and weights the others by their noise.</summary>
    /// <param name="file">The file. A pair without noise, or with none in it, is frozen there.</param>
    /// <param name="checks">Where the results go: which pairs are frozen, and the weights.</param>
    /// <param name="supernet">The supernet, in training mode or not.</param>
    public static IReadOnlyDictionary<(TaskKind Target, TaskKind Source), ContextWeights> Sample(
        VectorFile file, CheckList checks, SupernetHead supernet)
    {
        double temperature = file.Number("gumbel/tau");
        Dictionary<(TaskKind Target, TaskKind Source), ContextWeights> weights = [];
        List<string> frozen = [];
        foreach (((TaskKind target, TaskKind source), ContextMixture mixture) in supernet.Pairs)
        {
            string pair = $"{target.Key()}_from_{source.Key()}";
            bool isFrozen = mixture.TryFreeze();
            bool hasNoise = file.Has($"gumbel/noise_{pair}") && file[$"gumbel/noise_{pair}"].Count > 0;
            if (isFrozen)
            {
                frozen.Add($"{target.Key()}<-{source.Key()}");
            }

            if (isFrozen == hasNoise)
            {
                checks.Expect($"gumbel/noise_{pair}", false, isFrozen
                    ? "the pair is frozen by its preferences, but has noise"
                    : "the pair is not frozen by its preferences, but has no noise");
            }

            weights.Add((target, source), hasNoise
                ? mixture.Sample(file.Tensor($"gumbel/noise_{pair}"), temperature)
                : mixture.Decided());
            CompareWeights(file, checks, pair, mixture, weights[(target, source)]);
        }

        if (file.Has(FixedPairs))
        {
            string[] expected = file[FixedPairs].ToStrings();
            bool same = expected.Order().SequenceEqual(frozen.Order());
            checks.Expect(FixedPairs, same, same ? string.Empty
                : $"expected {string.Join(", ", expected)}, got {string.Join(", ", frozen)}");
        }

        return weights;
    }

    private static void CompareWeights(
        VectorFile file, CheckList checks, string pair, ContextMixture mixture, ContextWeights weights)
    {
        string key = $"gumbel/weights_{pair}";
        if (file.Has(key))
        {
            float[] oneHot = [.. Enumerable.Range(0, mixture.Contexts.Count + 1).Select(code => code == weights.Index ? 1f : 0f)];
            checks.Compare(key, weights.Soft ?? tensor(oneHot), Tolerance.Module);
        }
    }
}
