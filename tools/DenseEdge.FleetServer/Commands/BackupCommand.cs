using System.CommandLine;
using DenseEdge.Fleet;
using DenseEdge.FleetServer.Hosting;
using DenseEdge.FleetServer.Settings;
using DenseEdge.Storage;

namespace DenseEdge.FleetServer.Commands;

/// <summary>denseedge-fleet backup.</summary>
internal static class BackupCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        SettingsArguments places = new();
        Argument<string> file = new("file") { Description = "The file to write; it appears whole or not at all." };
        Command command = new(
            "backup", "Writes the database into one file that SQLite and PostgreSQL can restore; nodes may run. The models' "
            + "files are copied as files.")
        {
            file,
        };
        places.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(
            places.Read(parsed).Validated(), Path.GetFullPath(parsed.GetRequiredValue(file)), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ServerSettings settings, string file, CancellationToken cancellation)
    {
        string temporary = file + DurableFile.TemporaryEnding;
        await using FleetDatabase store = await settings.OpenStoreAsync(cancellation);
        try
        {
            await using (FileStream output = new(temporary, FileMode.Create, FileAccess.Write))
            {
                await store.BackupAsync(output, cancellation);
                output.Flush(flushToDisk: true);
            }

            File.Move(temporary, file, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }

        PhysicalFileSystem.Instance.SyncDirectory(Path.GetDirectoryName(file)!);
        await Console.Out.WriteLineAsync($"{file}: {new FileInfo(file).Length} bytes of {settings.DatabaseName()}");
        return 0;
    }
}
