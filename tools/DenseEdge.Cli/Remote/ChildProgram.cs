using System.Diagnostics;

namespace DenseEdge.Cli.Remote;

/// <summary>A program that runs beside this one. Its standard input stays open for as long as this object lives: a program on
/// another computer notices by it that nobody waits any more.</summary>
internal sealed class ChildProgram : IDisposable
{
    private const int ShownErrorLines = 12;
    private readonly Process _process;
    private readonly Func<string, bool>? _take;
    private readonly List<string> _output = [];
    private readonly Queue<string> _errors = [];

    private ChildProgram(Process process, Func<string, bool>? take)
    {
        (_process, _take) = (process, take);
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
    }

    /// <summary>The program's standard input.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Whether it ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Starts a program.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="take">Gets every line of its output as it comes, on another thread; says whether the line is used up. The
    /// others are kept for the result.</param>
    /// <exception cref="IOException">There is no such program.</exception>
    public static ChildProgram Start(IReadOnlyList<string> command, Func<string, bool>? take)
    {
        Process process = new() { StartInfo = StartInfo(command) };
        ChildProgram child = new(process, take);
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            process.Dispose();
            throw new IOException(
                $"Expected the program '{command[0]}' here, it doesn't start: {fault.Message}", fault);
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="take">As for <see cref="Start"/>.</param>
    /// <param name="cancellation">Ends the program.</param>
    /// <exception cref="IOException">There is no such program.</exception>
    public static ProcessResult Run(IReadOnlyList<string> command, Func<string, bool>? take, CancellationToken cancellation)
    {
        using ChildProgram child = Start(command, take);
        return child.WaitForEnd(cancellation);
    }

    /// <summary>Waits for the end.</summary>
    /// <param name="cancellation">Ends the program.</param>
    /// <returns>Exit code, the lines of its output that were not used up, and the last lines of its errors.</returns>
    public ProcessResult WaitForEnd(CancellationToken cancellation)
    {
        using (cancellation.Register(End))
        {
            _process.WaitForExit();
        }

        cancellation.ThrowIfCancellationRequested();
        return new ProcessResult(_process.ExitCode, string.Join('\n', _output), Errors());
    }

    /// <summary>Waits for the end, but not longer than a time.</summary>
    /// <param name="time">The time.</param>
    /// <returns>Whether it ended.</returns>
    public bool WaitForEnd(TimeSpan time) => _process.WaitForExit(time);

    /// <summary>The last lines of its errors so far.</summary>
    public string Errors()
    {
        lock (_errors)
        {
            return string.Join('\n', _errors);
        }
    }

    /// <summary>Ends the program and those that it started.</summary>
    public void End()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in the same moment.
        }
    }

    /// <summary>Ends the program, if it still runs.</summary>
    public void Dispose()
    {
        End();
        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(IReadOnlyList<string> command) => new(command[0], command.Skip(1))
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    };

    private void Take(string? line)
    {
        if (line is not null && _take?.Invoke(line) is not true)
        {
            _output.Add(line);
        }
    }

    private void Keep(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (_errors)
        {
            _errors.Enqueue(line);
            if (_errors.Count > ShownErrorLines)
            {
                _errors.Dequeue();
            }
        }
    }
}
