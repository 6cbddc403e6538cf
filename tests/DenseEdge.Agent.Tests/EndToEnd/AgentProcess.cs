using System.Collections.Concurrent;
using System.Diagnostics;

namespace DenseEdge.Agent.Tests.EndToEnd;

/// <summary>The agent's program in a process of its own.</summary>
internal sealed class AgentProcess : IDisposable
{
    // Long enough for any machine; a test that waits so long has failed.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();

    private AgentProcess(string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "denseedge-agent.dll");
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [program, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        _process.ErrorDataReceived += (_, line) => _log.Enqueue(line.Data ?? string.Empty);
        _process.Start();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it said so far.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>Starts the service.</summary>
    /// <param name="configuration">agent.json.</param>
    public static AgentProcess Run(string configuration) => new(["run", "--config", configuration]);

    /// <summary>Runs a verb to its end.</summary>
    /// <returns>Its exit code, and the last line that it printed.</returns>
    public static async Task<(int Code, string LastLine)> AskAsync(params string[] arguments)
    {
        using AgentProcess verb = new(arguments);
        string output = await verb._process.StandardOutput.ReadToEndAsync();
        await verb._process.WaitForExitAsync();
        return (verb._process.ExitCode, output.TrimEnd().Split('\n')[^1]);
    }

    /// <summary>Whether it entered a state, by its log.</summary>
    public bool Said(string state) => _log.Any(line => line.StartsWith(state + ":", StringComparison.Ordinal));

    /// <summary>Waits for something to be so.</summary>
    public async Task WaitForAsync(Func<bool> isSo)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            Assert.False(_process.HasExited, $"The agent ended: {Log}");
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Longest, $"Nothing came of it: {Log}");
            await Task.Delay(Look);
        }
    }

    /// <summary>Ends it as a power cut would: SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to end: SIGTERM.</summary>
    /// <returns>Its exit code; 143 if it did not end by itself within its 5 s.</returns>
    public async Task<int> TerminateAsync()
    {
        using Process kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
