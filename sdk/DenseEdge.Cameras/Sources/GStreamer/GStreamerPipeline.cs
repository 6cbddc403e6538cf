namespace DenseEdge.Cameras.Sources.GStreamer;

/// <summary>A pipeline to be made.</summary>
/// <param name="Description">In gst-launch's notation, with an appsink named <c>sink</c>. Nothing that a user wrote stands in
/// it but numbers.</param>
/// <param name="Properties">Texts for the element named <c>src</c>, such as a path: set one by one, so that they need no
/// escapes.</param>
internal sealed record GStreamerPipeline(string Description, IReadOnlyList<(string Name, string Value)> Properties)
{
    /// <summary>Begins again at the end.</summary>
    internal bool Loop { get; init; }

    /// <summary>Time stamps are positions in a file, not times of capture.</summary>
    internal bool IsFile { get; init; }

    /// <summary>Has to be masked in whatever GStreamer says; null if there is none.</summary>
    internal string? Password { get; init; }
}
