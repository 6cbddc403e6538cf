namespace DenseEdge.Agent.Updating;

/// <summary>The highest release of a model that this device has run.</summary>
/// <param name="Name">The model.</param>
/// <param name="Release">The release counter.</param>
public sealed record ReleaseFloor(string Name, long Release);
