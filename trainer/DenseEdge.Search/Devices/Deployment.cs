using DenseEdge.Contracts;

namespace DenseEdge.Search.Devices;

/// <summary>Everything about a network, but its genotype and weights, that its latency depends on. What was measured has to equal
/// what is searched.</summary>
public sealed record Deployment : IEquatable<Deployment>
{
    /// <summary>The backbone's name on the command line, such as "mobilenet-v2".</summary>
    public required string Backbone { get; init; }

    /// <summary>Stride of a dilated backbone's last level; others ignore it.</summary>
    public int OutputStride { get; init; } = 16;

    /// <summary>The neck's name, such as "multi_level".</summary>
    public required string Neck { get; init; }

    /// <summary>Channels of the fused features; 0 for the neck's own rule.</summary>
    public int NeckChannels { get; init; }

    /// <summary>Channels of each task's features; 0 for the network's own rule.</summary>
    public required int TaskChannels { get; init; }

    /// <summary>Channels of queries, keys and values; 0 for the network's own rule.</summary>
    public required int ContextChannels { get; init; }

    /// <summary>Height of the network's input, in pixels.</summary>
    public required int InputHeight { get; init; }

    /// <summary>Width of the network's input, in pixels.</summary>
    public required int InputWidth { get; init; }

    /// <summary>The tasks in the order of the heads.</summary>
    public required IReadOnlyList<DeploymentTask> Tasks { get; init; }

    /// <summary>The arithmetic.</summary>
    public required ModelPrecision Precision { get; init; }

    /// <summary>The target that the model is exported for, such as "cpu".</summary>
    public required string Target { get; init; }

    private (string Name, string Value)[] Parts =>
    [
        ("backbone", Backbone), ("output stride", $"{OutputStride}"), ("neck", Neck), ("neck channels", $"{NeckChannels}"),
        ("task channels", $"{TaskChannels}"), ("context channels", $"{ContextChannels}"), ("input", $"{InputHeight}x{InputWidth}"),
        ("tasks", string.Join(",", Tasks)), ("precision", Precision.Key()), ("target", Target),
    ];

    /// <inheritdoc/>
    public bool Equals(Deployment? other) => other is not null && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => string.Join('\n', Parts.Select(part => part.Value)).GetHashCode(StringComparison.Ordinal);

    /// <summary>Says in what two deployments differ.</summary>
    /// <param name="other">Another deployment.</param>
    /// <returns>A phrase each, such as "precision: fp32 here, int8 there"; none for equal ones.</returns>
    public IReadOnlyList<string> DifferencesFrom(Deployment other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return [.. Parts.Zip(other.Parts).Where(pair => pair.First.Value != pair.Second.Value)
            .Select(pair => $"{pair.First.Name}: {pair.First.Value} here, {pair.Second.Value} there")];
    }

    /// <summary>Refuses another deployment than this one, which was measured.</summary>
    /// <param name="wanted">What shall be searched.</param>
    /// <exception cref="InvalidDataException">It is another one; the message names both and every difference.</exception>
    public void Require(Deployment wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        if (!Equals(wanted))
        {
            throw new InvalidDataException(
                $"Expected networks as the profile measured them ({this}), found ({wanted}). They differ in "
                + $"{string.Join("; ", DifferencesFrom(wanted))}. Profile the device for what is to be deployed.");
        }
    }

    /// <summary>Describes it in one line.</summary>
    public override string ToString()
        => $"{Backbone} {Neck}, {InputHeight}x{InputWidth}, [{string.Join(", ", Tasks)}], widths {NeckChannels}/{TaskChannels}/"
            + $"{ContextChannels}, {Precision.Key()} for {Target}";
}
