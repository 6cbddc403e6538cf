using System.Net.Sockets;
using DenseEdge.Agent.Updating;
using DenseEdge.Sdk;

namespace DenseEdge.AgentService;

/// <summary>Turns the exceptions that an operator can cause or mend into one line and an exit code.</summary>
internal static class ServiceFailure
{
    /// <summary>Refused or failed; the old model runs.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the configuration is wrong.</summary>
    public const int BadUsage = 2;

    /// <summary>Runs a verb.</summary>
    /// <param name="verb">The verb.</param>
    /// <returns>Its exit code, or one for a failure that was reported.</returns>
    public static async Task<int> Guard(Func<Task<int>> verb)
    {
        try
        {
            return await verb().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return Failed;
        }
        catch (Exception failure) when (IsForTheOperator(failure))
        {
            await Console.Error.WriteLineAsync($"denseedge-agent: {failure.Message}").ConfigureAwait(false);
            return failure is ConfigurationException ? BadUsage : Failed;
        }
    }

    // Anything else is a fault of the program: the runtime's report with its stack is then the right one.
    private static bool IsForTheOperator(Exception failure) => failure
        is ConfigurationException or UpdateException or IOException or UnauthorizedAccessException or InvalidDataException
        or ArgumentException or SocketException or EngineException;
}
