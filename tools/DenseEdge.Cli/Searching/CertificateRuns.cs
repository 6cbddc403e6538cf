using DenseEdge.Search.Devices;

namespace DenseEdge.Cli.Searching;

/// <summary>How a trained model is measured for its certificate.</summary>
internal static class CertificateRuns
{
    /// <summary>How long it may take, in seconds.</summary>
    private const double MostSeconds = 300;

    /// <summary>How much more than asked it is run on a device that is too noisy for a narrow bound: a wide one says little, and
    /// comes out otherwise the next time.</summary>
    private const int MostTimes = 3;

    /// <summary>Options for at least so many runs.</summary>
    /// <param name="options">What else is measured.</param>
    /// <param name="runs">How many runs.</param>
    public static MeasurementOptions Of(MeasurementOptions options, int runs)
    {
        int blocks = Math.Max(options.MinimumBlocks, (runs + options.RunsPerBlock - 1) / options.RunsPerBlock);
        return options with
        {
            MinimumBlocks = blocks,
            MaximumBlocks = Math.Max(options.MaximumBlocks, MostTimes * blocks),
            MaximumSeconds = MostSeconds,
        };
    }
}
