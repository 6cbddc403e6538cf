using System.Text.Json;
using DenseEdge.Contracts;

namespace DenseEdge.Training.Network;

/// <summary>Everything that decides the shape of a network. Two networks of equal options have the same parameters.</summary>
public sealed record NetworkOptions
{
    /// <summary>More classes than this do not fit in a label byte beside the ignore value 255.</summary>
    private const int MaximumClasses = 255;

    /// <summary>The backbone.</summary>
    /// <value>Default: <see cref="BackboneKind.MobileNetV2"/>.</value>
    public BackboneKind Backbone { get; init; } = BackboneKind.MobileNetV2;

    /// <summary>Stride of the last level of a dilated backbone, <see cref="BackboneKind.ResNet50"/>; others ignore it.</summary>
    /// <value>Default: 16. 8 is the other choice: finer, and four times the work in the last stages.</value>
    public int OutputStride { get; init; } = 16;

    /// <summary>Where the encoder splits into one branch per group of tasks.</summary>
    /// <value>Default: null, all tasks share one encoder.</value>
    public EncoderSplit? Split { get; init; }

    /// <summary>The tasks, in the order of the heads; each kind at most once.</summary>
    public required IReadOnlyList<TaskSpec> Tasks { get; init; }

    /// <summary>What fuses the levels.</summary>
    /// <value>Default: <see cref="NeckKind.MultiLevel"/>.</value>
    public NeckKind Neck { get; init; } = NeckKind.MultiLevel;

    /// <summary>Channels of the fused features that the heads read.</summary>
    /// <value>
    /// Default: 0, the concatenation of the four levels without a projection, as in the paper; 256 for
    /// <see cref="NeckKind.Aspp"/>.
    /// </value>
    public int NeckChannels { get; init; }

    /// <summary>Channels of the features of each task (C).</summary>
    /// <value>Default: 0, a quarter of the fused channels, rounded down, as in the reference implementation.</value>
    public int TaskChannels { get; init; }

    /// <summary>Channels of queries, keys and values (D).</summary>
    /// <value>Default: 0, half of the task channels, rounded down, as in the reference implementation.</value>
    public int ContextChannels { get; init; }

    /// <summary>What refines the features of a task.</summary>
    /// <value>Default: <see cref="RefinementKind.None"/>.</value>
    public RefinementKind Refinement { get; init; } = RefinementKind.None;

    /// <summary>The context type of every ordered pair of tasks.</summary>
    /// <value>Default: null; required with <see cref="RefinementKind.Atrc"/> and refused without it.</value>
    public Genotype? Genotype { get; init; }

    /// <summary>The lower end of the 40 logarithmic depth bins of the auxiliary head, in metres.</summary>
    /// <value>Default: 0.7.</value>
    public double DepthMinMeters { get; init; } = 0.7;

    /// <summary>The upper end of the 40 logarithmic depth bins of the auxiliary head, in metres.</summary>
    /// <value>Default: 10.</value>
    public double DepthMaxMeters { get; init; } = 10.0;

    /// <summary>Height of the images that the network is trained on and exported for, in pixels.</summary>
    public required int InputHeight { get; init; }

    /// <summary>Width of the images that the network is trained on and exported for, in pixels.</summary>
    public required int InputWidth { get; init; }

    /// <summary>Reads options from JSON as <see cref="ToJson"/> writes it, and validates them.</summary>
    /// <param name="json">A JSON object with snake_case keys.</param>
    /// <exception cref="InvalidDataException">The text is not such an object; the message lists every fault.</exception>
    /// <exception cref="ArgumentException">The options contradict each other; see <see cref="Validated"/>.</exception>
    public static NetworkOptions FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return ConfigurationJson.Read<NetworkOptions>(json, "Network options").Validated();
    }

    /// <summary>Writes the options as indented JSON with snake_case keys.</summary>
    public string ToJson() => ConfigurationJson.Write(this);

    /// <summary>Returns these options, or says everything that is wrong with them at once.</summary>
    /// <exception cref="ArgumentException">At least one value is out of range or contradicts another.</exception>
    public NetworkOptions Validated()
    {
        List<string> faults = [.. Faults()];
        return faults.Count == 0 ? this : throw new ArgumentException($"Network options: {string.Join(" ", faults)}");
    }

    /// <summary>Everything that is wrong with these options, a sentence each.</summary>
    internal IEnumerable<string> Faults() => [.. TaskFaults(), .. ShapeFaults(), .. SizeFaults(), .. GenotypeFaults()];

    private IEnumerable<string> TaskFaults()
    {
        if (Tasks is null || Tasks.Count == 0)
        {
            yield return "Tasks is empty.";
            yield break;
        }

        foreach (IGrouping<TaskKind, TaskSpec> repeated in Tasks.GroupBy(task => task.Kind).Where(group => group.Count() > 1))
        {
            yield return $"Tasks contains {repeated.Key.Key()} {repeated.Count()} times.";
        }

        foreach (TaskSpec task in Tasks.Where(task => task.Kind.HasClasses()))
        {
            if (task.Classes.Count is < 2 or > MaximumClasses)
            {
                yield return $"{task.Kind.Key()} needs 2 to {MaximumClasses} classes, got {task.Classes.Count}.";
            }
        }
    }

    private IEnumerable<string> ShapeFaults()
    {
        foreach ((string name, Enum value) in new (string, Enum)[]
        {
            (nameof(Backbone), Backbone), (nameof(Neck), Neck), (nameof(Refinement), Refinement),
        })
        {
            if (!Enum.IsDefined(value.GetType(), value))
            {
                yield return $"{name} {value} is unknown.";
            }
        }

        if (OutputStride is not (8 or 16))
        {
            yield return $"{nameof(OutputStride)} must be 8 or 16, got {OutputStride}.";
        }

        foreach (string fault in Tasks is null || Split is null ? [] : Split.Faults(Tasks))
        {
            yield return fault;
        }
    }

    private IEnumerable<string> SizeFaults()
    {
        foreach ((string name, int value, int least) in new[]
        {
            (nameof(NeckChannels), NeckChannels, 0), (nameof(TaskChannels), TaskChannels, 0),
            (nameof(ContextChannels), ContextChannels, 0), (nameof(InputHeight), InputHeight, 32),
            (nameof(InputWidth), InputWidth, 32),
        })
        {
            if (value < least)
            {
                yield return $"{name} must be at least {least}, got {value}.";
            }
        }

        if (!(DepthMinMeters > 0 && double.IsFinite(DepthMaxMeters) && DepthMaxMeters > DepthMinMeters))
        {
            yield return $"The depth range must satisfy 0 < min < max, got {DepthMinMeters} to {DepthMaxMeters} m.";
        }
    }

    private IEnumerable<string> GenotypeFaults()
    {
        if (Refinement != RefinementKind.Atrc)
        {
            if (Genotype is not null)
            {
                yield return $"A genotype is given, but Refinement is {JsonName(Refinement)}.";
            }
        }
        else if (Genotype is null)
        {
            yield return "Refinement atrc needs a genotype.";
        }
        else if (Tasks is not null && !Genotype.Tasks.SequenceEqual(Tasks.Select(task => task.Kind)))
        {
            yield return $"The genotype's tasks ({string.Join(", ", Genotype.Tasks.Select(TaskKinds.Key))}) are not the "
                + $"network's, in its order ({string.Join(", ", Tasks.Select(task => task.Kind.Key()))}).";
        }
    }

    private static string JsonName(Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
