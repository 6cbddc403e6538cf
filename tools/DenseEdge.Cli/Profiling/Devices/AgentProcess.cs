using DenseEdge.Cli.Profiling.Agent;
using DenseEdge.Cli.Remote;
using DenseEdge.Search.Devices;

namespace DenseEdge.Cli.Profiling.Devices;

/// <summary>Runs a program to its end, and takes progress lines out of what it says.</summary>
internal static class AgentProcess
{
    /// <summary>Runs a program. Its standard input stays open for as long as this program lives: an agent notices by it that
    /// nobody waits any more.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="progress">Gets the progress lines of its output.</param>
    /// <param name="cancellation">Ends the program.</param>
    /// <returns>Exit code, the other lines of its output, and the last lines of its errors.</returns>
    /// <exception cref="IOException">There is no such program.</exception>
    public static ProcessResult Run(
        IReadOnlyList<string> command, IProgress<MeasurementProgress>? progress, CancellationToken cancellation)
        => ChildProgram.Run(command, line => Take(line, progress), cancellation);

    private static bool Take(string line, IProgress<MeasurementProgress>? progress)
    {
        if (ProgressLine.Read(line) is not { } reported)
        {
            return false;
        }

        progress?.Report(reported);
        return true;
    }
}
