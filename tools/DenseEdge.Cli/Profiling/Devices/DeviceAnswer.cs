using System.Text.Json;
using DenseEdge.Cli.Remote;
using DenseEdge.Search.Devices;

namespace DenseEdge.Cli.Profiling.Devices;

/// <summary>What the agent is told, and what it says.</summary>
internal static class DeviceAnswer
{
    /// <summary>The options that say what computes.</summary>
    /// <param name="options">How the device is opened.</param>
    public static string[] EngineWords(DeviceOptions options) =>
    [
        "--threads", options.Threads.ToString(System.Globalization.CultureInfo.InvariantCulture),
        .. options.Engine is { } engine ? new[] { "--engine", engine.ToString() } : [],
    ];

    /// <summary>Reads the answer to "measure --identity".</summary>
    /// <param name="result">How the agent ended.</param>
    /// <exception cref="IOException">It failed, or said something else.</exception>
    public static DeviceIdentity Identity(ProcessResult result)
    {
        Require(result, "the device");
        try
        {
            return SearchJson.Read<DeviceIdentity>(result.Output);
        }
        catch (JsonException fault)
        {
            throw new IOException($"Expected the device to say what it is, it said: {result.Output}", fault);
        }
    }

    /// <summary>Refuses a failure.</summary>
    /// <param name="result">How the agent ended.</param>
    /// <param name="where">Where it ran.</param>
    /// <exception cref="IOException">It failed; the message has its own words.</exception>
    public static void Require(ProcessResult result, string where)
    {
        if (result.ExitCode != 0)
        {
            string said = result.Errors.Length > 0 ? result.Errors : result.Output;
            throw new IOException(
                $"Measuring on {where} ended with code {result.ExitCode}: {said}\n"
                + "What was measured is kept: the same command resumes.");
        }
    }
}
