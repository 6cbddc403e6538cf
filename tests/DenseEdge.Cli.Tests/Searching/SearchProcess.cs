using System.Diagnostics;

namespace DenseEdge.Cli.Tests.Searching;

/// <summary>A search in a process of its own, which can be killed.</summary>
internal sealed class SearchProcess : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];

    /// <summary>Starts a search.</summary>
    /// <param name="profilePath">The recorded device.</param>
    /// <param name="study">The study's folder.</param>
    /// <param name="more">More arguments.</param>
    public SearchProcess(string profilePath, string study, params ReadOnlySpan<string> more)
    {
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "denseedge.dll"), "search", "--data", "synthetic",
            "--device", $"replay:{profilePath}", "--out", study, "--supernet-steps", "6", "--finetune-steps", "3",
            "--scored-images", "3", "--training-threads", "1", "--workers", "2", .. more,
        ];
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true },
        };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Everything that it said.</summary>
    public string Said
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public int Wait()
    {
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Waits for its end, and kills it if that takes longer.</summary>
    /// <param name="milliseconds">How long it may run.</param>
    /// <returns>Whether it was killed.</returns>
    public bool KillAfter(int milliseconds)
    {
        bool ended = _process.WaitForExit(milliseconds);
        if (!ended)
        {
            // This process alone: its workers have to notice by themselves.
            _process.Kill();
            _process.WaitForExit();
        }

        return !ended;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (_lines)
        {
            _lines.Add(line ?? "");
        }
    }
}
