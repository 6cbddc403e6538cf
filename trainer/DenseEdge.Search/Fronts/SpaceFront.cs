using DenseEdge.Search.Space;

namespace DenseEdge.Search.Fronts;

/// <summary>The networks of a whole space that no other one beats, from the fastest to the best: the union of the exact fronts of
/// its backbone settings, without what a network of another setting beats.</summary>
public sealed class SpaceFront
{
    private SpaceFront(IReadOnlyList<SpacePoint> points) => Points = points;

    /// <summary>The points; each costs more and is worth more than the one before. Never empty.</summary>
    public IReadOnlyList<SpacePoint> Points { get; }

    /// <summary>The fastest point: the answer to a budget that nothing meets.</summary>
    public SpacePoint Fastest => Points[0];

    /// <summary>Merges the fronts of a space's settings.</summary>
    /// <param name="space">The space.</param>
    /// <param name="fronts">The front of each setting, in the space's order; utilities in the same measure.</param>
    /// <returns>The front; of networks with equal cost and worth it holds the one of the earlier setting.</returns>
    /// <exception cref="ArgumentException">Another number of fronts than settings.</exception>
    public static SpaceFront Union(SearchSpace space, IReadOnlyList<Front> fronts)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(fronts);
        if (fronts.Count != space.Settings.Count)
        {
            throw new ArgumentException(
                $"Expected a front for each of {space.Settings.Count} settings, got {fronts.Count}.", nameof(fronts));
        }

        // Here Parent is the place in a setting's front and Row the setting.
        PartialPoint[] union = [];
        for (int setting = 0; setting < fronts.Count; setting++)
        {
            union = ParetoList.Merge(
                union,
                [.. fronts[setting].Points.Select((point, i) =>
                    new PartialPoint(point.LatencyMicroseconds, point.Utility, i, setting))]);
        }

        return new SpaceFront([.. union.Select(point => new SpacePoint(
            new SearchPoint(space.Settings[point.Row], fronts[point.Row].Points[point.Parent].Genotype),
            point.Cost,
            point.Value))]);
    }

    /// <summary>Finds the best point under a budget.</summary>
    /// <param name="budgetMicroseconds">The budget, above 0.</param>
    /// <returns>Null if even <see cref="Fastest"/> costs more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The budget is not above 0.</exception>
    public SpacePoint? Best(long budgetMicroseconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(budgetMicroseconds, 1);
        return Points.LastOrDefault(point => point.LatencyMicroseconds <= budgetMicroseconds);
    }
}
