using DenseEdge.Search.Devices;

namespace DenseEdge.Search.Space;

/// <summary>Everything of a searched network but its genotype: the part that doesn't separate into rows, so that each setting has
/// costs and row tables of its own.</summary>
public sealed record BackboneSetting
{
    // Engines compute channels in blocks of eight; a width between two blocks costs as much as the larger one.
    private const int ChannelStep = 8;

    // The deepest level has a stride of 32.
    private const int SmallestInput = 32;

    /// <summary>The backbone's name on the command line, such as <c>mobilenet-v2</c>.</summary>
    public required string Backbone { get; init; }

    /// <summary>The neck's name, such as <c>multi_level</c>.</summary>
    public required string Neck { get; init; }

    /// <summary>Height of the input in pixels, at least 32.</summary>
    public required int InputHeight { get; init; }

    /// <summary>Width of the input in pixels, at least 32.</summary>
    public required int InputWidth { get; init; }

    /// <summary>Channels of each task's features (C), a multiple of 8; 0 for the reference implementation's: a quarter of the
    /// fused channels.</summary>
    public required int TaskChannels { get; init; }

    /// <summary>Channels of queries, keys and values (D), a multiple of 8; 0 for the reference implementation's: half of
    /// the task channels.</summary>
    public required int ContextChannels { get; init; }

    /// <summary>Returns this setting, or says everything that is wrong with it at once.</summary>
    /// <exception cref="ArgumentException">A name is empty, the input is too small, or a width is no multiple of 8.</exception>
    public BackboneSetting Validated()
    {
        string[] faults = [.. Faults()];
        return faults.Length == 0 ? this : throw new ArgumentException($"Backbone setting: {string.Join(" ", faults)}");
    }

    /// <summary>The same deployment with this setting, to profile and to search.</summary>
    /// <param name="deployment">Tasks, precision and target.</param>
    public Deployment In(Deployment deployment)
    {
        ArgumentNullException.ThrowIfNull(deployment);
        return deployment with
        {
            Backbone = Backbone,
            Neck = Neck,
            InputHeight = InputHeight,
            InputWidth = InputWidth,
            TaskChannels = TaskChannels,
            ContextChannels = ContextChannels,
        };
    }

    /// <summary>One line: mobilenet-v2, multi_level, 192x320, 64 task channels, 32 context channels.</summary>
    public override string ToString()
        => $"{Backbone}, {Neck}, {InputHeight}x{InputWidth}, {Width(TaskChannels, "task")}, {Width(ContextChannels, "context")}";

    private static string Width(int channels, string of)
        => channels == 0 ? $"default {of} channels" : $"{channels} {of} channels";

    private IEnumerable<string> Faults()
    {
        foreach ((string name, string value) in new[] { (nameof(Backbone), Backbone), (nameof(Neck), Neck) })
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                yield return $"{name} is empty.";
            }
        }

        foreach ((string name, int value) in new[] { (nameof(InputHeight), InputHeight), (nameof(InputWidth), InputWidth) })
        {
            if (value < SmallestInput)
            {
                yield return $"{name} must be at least {SmallestInput}, got {value}.";
            }
        }

        foreach ((string name, int value) in new[]
        {
            (nameof(TaskChannels), TaskChannels), (nameof(ContextChannels), ContextChannels),
        })
        {
            if (value < 0 || value % ChannelStep != 0)
            {
                yield return $"{name} must be a multiple of {ChannelStep}, or 0 for the reference's, got {value}.";
            }
        }
    }
}
