using DenseEdge.Bundles;

namespace DenseEdge.Agent.Tests.EndToEnd;

/// <summary>A release of the model of these tests. Two releases differ in what they answer: depth = red x
/// <paramref name="MetersPerRed"/>.</summary>
/// <param name="Version">The version.</param>
/// <param name="Release">The release counter.</param>
/// <param name="MetersPerRed">Depth in metres of one step of red.</param>
internal sealed record SceneRelease(string Version, long Release, float MetersPerRed)
{
    public const string Name = "scene";

    public static readonly SceneRelease First = new("1.0.0", 1, 0.0125f);

    public static readonly SceneRelease Second = new("1.1.0", 2, 0.02f);

    public static readonly SceneRelease Third = new("1.2.0", 3, 0.03f);

    /// <summary>What the golden frames expect.</summary>
    /// <value>The model's own by default.</value>
    public float GoldenMetersPerRed { get; init; } = MetersPerRed;

    /// <summary>What it promises.</summary>
    public LatencyPromise? Promise { get; init; }
}
