using System.CommandLine;
using DenseEdge.Fleet;
using DenseEdge.FleetServer.Hosting;
using DenseEdge.FleetServer.Settings;

namespace DenseEdge.FleetServer.Commands;

/// <summary>denseedge-fleet restore.</summary>
internal static class RestoreCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        SettingsArguments places = new();
        Argument<string> file = new("file") { Description = "A file that backup wrote." };
        Option<bool> replace = new("--replace") { Description = "Empty a database that isn't empty first." };
        Command command = new("restore", "Reads a backup into the database: all of it, or nothing. No node may run.")
        {
            file, replace,
        };
        places.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(
            places.Read(parsed).Validated(), parsed.GetRequiredValue(file), parsed.GetValue(replace), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        ServerSettings settings, string file, bool replace, CancellationToken cancellation)
    {
        await using FileStream input = File.OpenRead(file);
        await using FleetDatabase store = await settings.OpenStoreAsync(cancellation);
        await store.RestoreAsync(input, replace, cancellation);
        await Console.Out.WriteLineAsync($"{settings.DatabaseName()}: restored from {file}");
        return 0;
    }
}
