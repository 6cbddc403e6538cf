using System.Runtime.InteropServices;
using DenseEdge.Cameras;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Running;

/// <summary>Turns the exceptions that a user can cause or mend into one line and an exit code.</summary>
internal static class CommandFailure
{
    /// <summary>Ended by Ctrl-C, as shells report it.</summary>
    public const int Interrupted = 130;

    private const int Failed = 1;

    /// <summary>Runs a command.</summary>
    /// <param name="command">The command.</param>
    /// <returns>The command's exit code, or 1 after a failure that was reported.</returns>
    public static async Task<int> Guard(Func<Task<int>> command)
    {
        try
        {
            return await command().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
        catch (Exception failure) when (IsForTheUser(failure))
        {
            await Console.Error.WriteLineAsync($"denseedge: {failure.Message}").ConfigureAwait(false);
            if (Environment.GetEnvironmentVariable("DENSEEDGE_TRACE") is not null)
            {
                await Console.Error.WriteLineAsync(failure.ToString()).ConfigureAwait(false);
            }

            return Failed;
        }
    }

    // Anything else is a fault of the program: the runtime's report with its stack is then the right one.
    private static bool IsForTheUser(Exception failure) => failure
        is ArgumentException or FormatException or InvalidDataException or IOException or UnauthorizedAccessException
        or ExternalException or DllNotFoundException or CameraException or EngineException
        or System.ComponentModel.DataAnnotations.ValidationException
        || failure.GetType().Name == "OnnxRuntimeException";
}
