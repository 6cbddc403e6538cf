namespace DenseEdge.Evaluation.Boundaries;

/// <summary>What was counted in one image: one number per threshold, in the order of the thresholds.</summary>
public sealed class BoundaryCounts
{
    /// <summary>Takes counts.</summary>
    /// <param name="matchedTruth">True boundary pixels with a partner among the predicted ones (cntR).</param>
    /// <param name="truth">True boundary pixels (sumR).</param>
    /// <param name="matchedPredicted">Predicted boundary pixels with a partner among the true ones (cntP).</param>
    /// <param name="predicted">Predicted boundary pixels (sumP).</param>
    /// <exception cref="ArgumentException">The lists have different lengths or none, a count is negative, or more pixels
    /// have a partner than there are; the message names all faults.</exception>
    public BoundaryCounts(
        IReadOnlyList<long> matchedTruth, IReadOnlyList<long> truth,
        IReadOnlyList<long> matchedPredicted, IReadOnlyList<long> predicted)
    {
        ArgumentNullException.ThrowIfNull(matchedTruth);
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(matchedPredicted);
        ArgumentNullException.ThrowIfNull(predicted);
        List<string> faults =
        [
            .. Faults(nameof(matchedTruth), matchedTruth, nameof(truth), truth),
            .. Faults(nameof(matchedPredicted), matchedPredicted, nameof(predicted), predicted),
        ];
        if (truth.Count != predicted.Count || truth.Count == 0)
        {
            faults.Add($"Expected as many counts of truth as of predictions and at least one, got {truth.Count} and "
                + $"{predicted.Count}.");
        }

        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(" ", faults));
        }

        (MatchedTruth, Truth, MatchedPredicted, Predicted) = (matchedTruth, truth, matchedPredicted, predicted);
    }

    /// <summary>True boundary pixels with a partner among the predicted ones.</summary>
    public IReadOnlyList<long> MatchedTruth { get; }

    /// <summary>True boundary pixels.</summary>
    public IReadOnlyList<long> Truth { get; }

    /// <summary>Predicted boundary pixels with a partner among the true ones.</summary>
    public IReadOnlyList<long> MatchedPredicted { get; }

    /// <summary>Predicted boundary pixels.</summary>
    public IReadOnlyList<long> Predicted { get; }

    private static IEnumerable<string> Faults(
        string partName, IReadOnlyList<long> part, string wholeName, IReadOnlyList<long> whole)
    {
        if (part.Count != whole.Count)
        {
            yield return $"Expected as many counts in {partName} as the {whole.Count} in {wholeName}, got {part.Count}.";
            yield break;
        }

        for (int i = 0; i < part.Count; i++)
        {
            if (part[i] < 0 || part[i] > whole[i])
            {
                yield return $"Expected {partName}[{i}] from 0 to {wholeName}[{i}] = {whole[i]}, got {part[i]}.";
                yield break;
            }
        }
    }
}
