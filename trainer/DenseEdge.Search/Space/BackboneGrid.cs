namespace DenseEdge.Search.Space;

/// <summary>A grid of backbone settings: every combination of the values of its axes.</summary>
public sealed record BackboneGrid
{
    /// <summary>Backbones by their names on the command line.</summary>
    public required IReadOnlyList<string> Backbones { get; init; }

    /// <summary>Necks by their names, such as <c>multi_level</c>.</summary>
    public IReadOnlyList<string> Necks { get; init; } = ["multi_level"];

    /// <summary>Input sizes in pixels.</summary>
    public required IReadOnlyList<(int Height, int Width)> Inputs { get; init; }

    /// <summary>Widths of the tasks' features; multiples of 8, or 0 for the reference's.</summary>
    public IReadOnlyList<int> TaskChannels { get; init; } = [0];

    /// <summary>Widths of queries, keys and values; multiples of 8, or 0 for the reference's.</summary>
    public IReadOnlyList<int> ContextChannels { get; init; } = [0];

    /// <summary>Lists the settings; the last axis varies fastest.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public IReadOnlyList<BackboneSetting> Settings() =>
    [
        .. from backbone in Backbones
           from neck in Necks
           from input in Inputs
           from task in TaskChannels
           from context in ContextChannels
           select new BackboneSetting
           {
               Backbone = backbone,
               Neck = neck,
               InputHeight = input.Height,
               InputWidth = input.Width,
               TaskChannels = task,
               ContextChannels = context,
           }.Validated(),
    ];
}
