using System.Text.Json.Serialization;
using DenseEdge.Contracts;
using DenseEdge.Search.Latency;
using DenseEdge.Search.Space;

namespace DenseEdge.Search.Devices;

/// <summary>What one device takes for the networks of one deployment: measured networks, the latency model fitted to some of
/// them, and its error on the others. The file device.json.</summary>
public sealed record DeviceProfile
{
    private const int CurrentFormat = 1;
    private const string What = "a device profile (device.json)";

    /// <summary>The file's format.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The device.</summary>
    public required DeviceIdentity Identity { get; init; }

    /// <summary>The networks that were measured.</summary>
    public required Deployment Deployment { get; init; }

    /// <summary>SHA-256 of the reference network's file, hexadecimal.</summary>
    public required string ReferenceDigest { get; init; }

    /// <summary>The reference network's genotype.</summary>
    public required Genotype ReferenceGenotype { get; init; }

    /// <summary>The reference's calibrated time, in milliseconds.</summary>
    public required double ReferenceMs { get; init; }

    /// <summary>What each term of <see cref="LatencyTerms"/> costs by measurements of single blocks, in microseconds.</summary>
    public required IReadOnlyDictionary<string, double> PriorMicroseconds { get; init; }

    /// <summary>The measured networks.</summary>
    public required IReadOnlyList<ProfileSample> Samples { get; init; }

    /// <summary>What each term costs by the fit, in microseconds.</summary>
    public required IReadOnlyDictionary<string, double> Microseconds { get; init; }

    /// <summary>How well the fit predicts the networks that were held out.</summary>
    public required PredictionError HeldOutError { get; init; }

    /// <summary>How well a second measurement of the same networks agrees with the first. A perfect model would be off by this
    /// over √2, because it has no error of its own. Null if it wasn't tried.</summary>
    public PredictionError? RepeatedError { get; init; }

    /// <summary>Contexts that the device runs badly: a search leaves them out.</summary>
    public required IReadOnlyList<ContextType> MaskedContexts { get; init; }

    /// <summary>The tasks in the order of rows and columns.</summary>
    [JsonIgnore]
    public IReadOnlyList<TaskKind> Tasks => [.. Deployment.Tasks.Select(task => task.Kind)];

    /// <summary>What a latency is made of.</summary>
    [JsonIgnore]
    public LatencyTerms Terms => new(Tasks);

    /// <summary>What genotypes cost by the fit.</summary>
    [JsonIgnore]
    public GenotypeCosts Costs => Terms.Costs([.. Terms.Names.Select(name => Microseconds[name])]);

    /// <summary>The genotypes that a search may choose from: all but those with masked contexts.</summary>
    [JsonIgnore]
    public GenotypeSpace Space => new(Tasks, [.. Enum.GetValues<ContextType>().Except(MaskedContexts)]);

    /// <summary>Reads a profile.</summary>
    /// <param name="path">A file that <see cref="Save"/> wrote.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no profile, of another format, or contradicts itself.</exception>
    public static DeviceProfile Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        DeviceProfile profile = SearchJson.Load<DeviceProfile>(path, What, CurrentFormat);
        string[] faults = [.. profile.Faults()];
        return faults.Length == 0 ? profile : throw new InvalidDataException($"'{path}': expected {string.Join("; ", faults)}.");
    }

    /// <summary>Writes the profile, as a whole or not at all.</summary>
    /// <param name="path">The file; it is replaced.</param>
    public void Save(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        SearchJson.Save(path, this);
    }

    private IEnumerable<string> Faults()
    {
        if (Tasks.Count is < 1 or > 8 || Tasks.Distinct().Count() != Tasks.Count)
        {
            yield return $"1 to 8 different tasks, found [{string.Join(", ", Deployment.Tasks)}]";
            yield break;
        }

        if (!(ReferenceMs > 0))
        {
            yield return $"a reference time above 0 ms, found {ReferenceMs}";
        }

        foreach ((string field, IReadOnlyDictionary<string, double> values) in new[]
        {
            ("prior_microseconds", PriorMicroseconds), ("microseconds", Microseconds),
        })
        {
            if (!values.Keys.Order().SequenceEqual(Terms.Names.Order()) || values.Values.Any(value => !(value >= 0)))
            {
                yield return $"a cost of at least 0 for [{string.Join(", ", Terms.Names)}] in {field}, "
                    + $"found [{string.Join(", ", values.Select(term => $"{term.Key} {term.Value}"))}]";
            }
        }

        IEnumerable<Genotype> genotypes = Samples.Select(sample => sample.Genotype).Append(ReferenceGenotype);
        if (genotypes.Any(genotype => !genotype.Tasks.SequenceEqual(Tasks)))
        {
            yield return $"genotypes of [{string.Join(", ", Tasks.Select(TaskKinds.Key))}], found others";
        }
    }
}
