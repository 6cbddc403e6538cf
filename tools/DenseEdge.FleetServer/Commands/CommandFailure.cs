using System.Data.Common;
using System.Net.Sockets;
using System.Security.Cryptography;
using DenseEdge.FleetServer.Settings;
using DenseEdge.Transfer;

namespace DenseEdge.FleetServer.Commands;

/// <summary>Turns the exceptions that an operator can cause or mend into one line and an exit code.</summary>
internal static class CommandFailure
{
    /// <summary>The verb failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the settings are wrong.</summary>
    public const int BadUsage = 2;

    /// <summary>Runs a verb.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="errors">Takes the line.</param>
    /// <returns>Its exit code, or one for a failure that was reported.</returns>
    public static async Task<int> GuardAsync(Func<Task<int>> verb, TextWriter errors)
    {
        try
        {
            return await verb();
        }
        catch (OperationCanceledException)
        {
            return Failed;
        }
        catch (Exception failure) when (IsForTheOperator(failure))
        {
            await errors.WriteLineAsync($"denseedge-fleet: {failure.Message}");
            return failure is SettingsException ? BadUsage : Failed;
        }
    }

    // Anything else is a fault of the program: the runtime's report with its stack is then the right one.
    private static bool IsForTheOperator(Exception failure) => failure
        is SettingsException or IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException
        or SocketException or DbException or Fleet.FleetException or CryptographicException or TransferException;
}
