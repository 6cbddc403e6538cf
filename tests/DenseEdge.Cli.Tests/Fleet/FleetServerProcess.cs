using System.Diagnostics;
using System.Text.RegularExpressions;

namespace DenseEdge.Cli.Tests.Fleet;

/// <summary><c>denseedge fleet serve</c> as a user starts it, on a free port, with a folder of its own.</summary>
internal sealed partial class FleetServerProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("denseedge-serve-");
    private readonly Process _program;

    private FleetServerProcess() => _program = Process.Start(new ProcessStartInfo(
        Program, ["fleet", "serve", "--data", _folder.FullName, "--urls", "http://127.0.0.1:0", "--logs", "text", "--poll-seconds", "1"])
    {
        RedirectStandardOutput = true,
    })!;

    /// <summary>The command line's program.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "denseedge");

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The first admin's token.</summary>
    public string Token { get; private set; } = "";

    /// <summary>The folder of its data.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Starts it and waits for what it says.</summary>
    public static async Task<FleetServerProcess> StartAsync()
    {
        FleetServerProcess server = new();
        while (server.Token.Length == 0)
        {
            string line = await server._program.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException("The server ended before it said its token.");
            server.Address = Listens().Match(line) is { Success: true } address ? address.Value : server.Address;
            server.Token = Secret().Match(line).Value;
        }

        return server;
    }

    /// <summary>Sends SIGTERM to the process that was started, and waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        using Process kill = Process.Start("kill", ["-TERM", $"{_program.Id}"]);
        await _program.WaitForExitAsync();
        return _program.ExitCode;
    }

    /// <summary>Runs a verb of <c>denseedge fleet</c> with the admin's token.</summary>
    public async Task<(int Code, string Output)> RunAsync(params string[] words)
    {
        ProcessStartInfo start = new(Program, ["fleet", .. words]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DENSEEDGE_FLEET_SERVER"] = Address;
        start.Environment["DENSEEDGE_FLEET_TOKEN"] = Token;
        using Process program = Process.Start(start)!;
        Task<string> errors = program.StandardError.ReadToEndAsync();
        string output = await program.StandardOutput.ReadToEndAsync();
        await program.WaitForExitAsync();
        return (program.ExitCode, program.ExitCode == 0 ? output : output + await errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_program.HasExited)
        {
            _program.Kill();
            await _program.WaitForExitAsync();
        }

        _program.Dispose();
        _folder.Delete(recursive: true);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Listens();

    [GeneratedRegex(@"de_[A-Za-z0-9_-]+")]
    private static partial Regex Secret();
}
