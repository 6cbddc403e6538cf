using DenseEdge.Cli.Running;
using DenseEdge.FleetApi;

namespace DenseEdge.Cli.Fleet;

/// <summary>denseedge fleet login and logout.</summary>
internal static class LoginVerb
{
    /// <summary>Tries a token, and keeps it if the server knows it.</summary>
    /// <param name="server">The server's address.</param>
    /// <param name="arguments">The token, if it was said, and certificates.</param>
    /// <param name="path">The file that keeps it.</param>
    /// <param name="output">Takes what the token may do.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    public static async Task<int> LogInAsync(
        string server, FleetArguments arguments, string path, TextWriter output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        string? authority = arguments.Authority is { } file ? Path.GetFullPath(file) : null;
        string token = arguments.Token ?? ReadToken();
        FleetAccess access = new(FleetAccess.ParseServer(server), token, authority);
        using FleetClient client = access.Connect();
        ServerView view = await client.GetServerAsync(cancellation).ConfigureAwait(false);
        new FleetLogin { Server = access.Server.ToString(), Token = token, Authority = authority }.Write(path);
        await output.WriteLineAsync(
            $"Signed in to {access.Server} (denseedge-fleet {TerminalText.Of(view.Version)}) as {TerminalText.Of(view.Role)}; "
            + $"kept in {path}.").ConfigureAwait(false);
        return ExitCodes.Done;
    }

    /// <summary>Forgets server and token.</summary>
    /// <param name="path">The file that keeps them.</param>
    /// <param name="output">Takes a line.</param>
    public static int LogOut(string path, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        File.Delete(path);
        output.WriteLine("Signed out. The token itself stays valid: denseedge fleet tokens revoke ends it.");
        return ExitCodes.Done;
    }

    // A token on the command line would be seen by everybody on this computer: it is asked for, and not shown.
    private static string ReadToken()
    {
        Console.Error.Write(Console.IsInputRedirected ? "" : "Token: ");
        string? token = Console.IsInputRedirected ? Console.In.ReadLine() : ReadHidden();
        return string.IsNullOrWhiteSpace(token)
            ? throw new ArgumentException("Expected a token (de_...) on standard input or by --token, found none.")
            : token.Trim();
    }

    private static string ReadHidden()
    {
        List<char> letters = [];
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace && letters.Count > 0)
            {
                letters.RemoveAt(letters.Count - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                letters.Add(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return string.Concat(letters);
    }
}
