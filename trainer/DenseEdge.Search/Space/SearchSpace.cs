using System.Globalization;
using System.Numerics;
using DenseEdge.Contracts;

namespace DenseEdge.Search.Space;

/// <summary>The networks that a search chooses from: every genotype with every backbone setting.</summary>
public sealed class SearchSpace
{
    // Settings are enumerated: each needs a profile and row tables of its own.
    private const int MaximumSettings = 100;

    /// <summary>Makes a space.</summary>
    /// <param name="genotypes">The genotypes.</param>
    /// <param name="settings">The backbone settings, 1 to 100 different ones.</param>
    /// <exception cref="ArgumentException">No setting, too many, one twice, or one with a value out of range.</exception>
    public SearchSpace(GenotypeSpace genotypes, IReadOnlyList<BackboneSetting> settings)
    {
        ArgumentNullException.ThrowIfNull(genotypes);
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Count is < 1 or > MaximumSettings || settings.Distinct().Count() != settings.Count)
        {
            throw new ArgumentException(
                $"Expected 1 to {MaximumSettings} different backbone settings, got {settings.Count}, "
                + $"{settings.Distinct().Count()} of them different.",
                nameof(settings));
        }

        Genotypes = genotypes;
        Settings = [.. settings.Select(setting => setting.Validated())];
    }

    /// <summary>The genotypes.</summary>
    public GenotypeSpace Genotypes { get; }

    /// <summary>The backbone settings.</summary>
    public IReadOnlyList<BackboneSetting> Settings { get; }

    /// <summary>How many networks there are.</summary>
    public BigInteger Count => Genotypes.Count * Settings.Count;

    /// <summary>Tells whether a point is in the space.</summary>
    /// <param name="point">A point.</param>
    public bool Contains(SearchPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        return Settings.Contains(point.Setting)
            && point.Genotype.Tasks.SequenceEqual(Genotypes.Tasks)
            && Genotypes.Tasks.Select((_, target) => target).All(target => Genotypes.IndexOf(
                target,
                [.. Genotypes.Tasks.Select(source => point.Genotype[Genotypes.Tasks[target], source])]) >= 0);
    }

    /// <summary>Prints the tasks, the count and a line per setting.</summary>
    public override string ToString() => string.Join('\n', Settings.Select(setting => $"  {setting}").Prepend(string.Create(
        CultureInfo.InvariantCulture,
        $"{Count} networks: {Genotypes.Count} genotypes of {string.Join(", ", Genotypes.Tasks.Select(TaskKinds.Key))} with")));
}
