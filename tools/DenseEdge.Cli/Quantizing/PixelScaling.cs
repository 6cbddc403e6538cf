namespace DenseEdge.Cli.Quantizing;

/// <summary>What a float input wants in place of bytes: (byte · <see cref="Scale"/> − mean) / deviation, per channel.</summary>
internal sealed record PixelScaling
{
    /// <summary>The bytes themselves, 0 to 255: what DenseEdge's own models with a float input want.</summary>
    public static PixelScaling Bytes { get; } = new();

    /// <summary>Factor for a byte.</summary>
    public float Scale { get; init; } = 1;

    /// <summary>Mean per channel, red first, after the factor.</summary>
    public IReadOnlyList<float> Mean { get; init; } = [0, 0, 0];

    /// <summary>Standard deviation per channel, red first, after the factor.</summary>
    public IReadOnlyList<float> Deviation { get; init; } = [1, 1, 1];

    /// <summary>Value of a byte.</summary>
    /// <param name="pixel">The byte.</param>
    /// <param name="channel">0 for red, 1 for green, 2 for blue.</param>
    public float Apply(byte pixel, int channel) => ((pixel * Scale) - Mean[channel]) / Deviation[channel];
}
