using System.Diagnostics;
using DenseEdge.Cli.Profiling.Agent;
using DenseEdge.Search.Devices;

namespace DenseEdge.Cli.Profiling.Devices;

/// <summary>Runs a program to its end.</summary>
internal static class AgentProcess
{
    private const int ShownErrorLines = 12;

    /// <summary>Runs a program. Its standard input stays open for as long as this program lives: an agent notices by it that
    /// nobody waits any more.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="progress">Gets the progress lines of its output.</param>
    /// <param name="cancellation">Ends the program.</param>
    /// <returns>Exit code, the other lines of its output, and the last lines of its errors.</returns>
    /// <exception cref="IOException">There is no such program.</exception>
    public static ProcessResult Run(
        IReadOnlyList<string> command, IProgress<MeasurementProgress>? progress, CancellationToken cancellation)
    {
        using Process process = new() { StartInfo = StartInfo(command) };
        List<string> output = [];
        Queue<string> errors = [];
        process.OutputDataReceived += (_, line) => Take(line.Data, output, progress);
        process.ErrorDataReceived += (_, line) => Keep(line.Data, errors);
        Start(process);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using (cancellation.Register(() => End(process)))
        {
            process.WaitForExit();
        }

        cancellation.ThrowIfCancellationRequested();
        return new ProcessResult(process.ExitCode, string.Join('\n', output), string.Join('\n', errors));
    }

    private static ProcessStartInfo StartInfo(IReadOnlyList<string> command) => new(command[0], command.Skip(1))
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    };

    private static void Start(Process process)
    {
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            throw new IOException(
                $"Expected the program '{process.StartInfo.FileName}' here, it doesn't start: {fault.Message}", fault);
        }
    }

    private static void Take(string? line, List<string> output, IProgress<MeasurementProgress>? progress)
    {
        if (line is null)
        {
            return;
        }

        if (ProgressLine.Read(line) is { } reported)
        {
            progress?.Report(reported);
        }
        else
        {
            output.Add(line);
        }
    }

    private static void Keep(string? line, Queue<string> errors)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            errors.Enqueue(line);
            if (errors.Count > ShownErrorLines)
            {
                errors.Dequeue();
            }
        }
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in the same moment.
        }
    }
}
