using System.CommandLine;
using DenseEdge.Fleet;
using DenseEdge.FleetServer.Hosting;
using DenseEdge.FleetServer.Settings;

namespace DenseEdge.FleetServer.Commands;

/// <summary>denseedge-fleet migrate.</summary>
internal static class MigrateCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        SettingsArguments places = new();
        Command command = new("migrate", "Makes the database, or brings its schema up to date; serve does so too.");
        places.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            ServerSettings settings = places.Read(parsed).Validated();
            await using FleetDatabase store = await settings.OpenStoreAsync(cancellation);
            await Console.Out.WriteLineAsync($"{settings.DatabaseName()}: up to date");
            return 0;
        });
        return command;
    }
}
