using System.Diagnostics;

namespace DenseEdge.Search.Launching;

/// <summary>Slurm's own programs.</summary>
/// <param name="folder">Where they are; null for the search path.</param>
internal sealed class SlurmCommands(string? folder)
{
    /// <summary>Submits a job.</summary>
    /// <param name="arguments">Arguments of sbatch, <c>--parsable</c> among them.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The number of the array.</returns>
    /// <exception cref="IOException">Slurm refused.</exception>
    public async Task<string> SubmitAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        (int code, string output, string errors) = await RunAsync("sbatch", arguments, cancellation).ConfigureAwait(false);
        return code == 0
            ? output.Trim().Split(';')[0]
            : throw new IOException($"sbatch refused the jobs (exit code {code}): {errors.Trim()}");
    }

    /// <summary>Tells whether any task of an array waits or runs.</summary>
    /// <param name="array">The array's number.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="IOException">Slurm doesn't answer.</exception>
    public async Task<bool> IsQueuedAsync(string array, CancellationToken cancellation)
    {
        (int code, string output, string errors) = await RunAsync(
            "squeue", ["--noheader", $"--jobs={array}", "--format=%i"], cancellation).ConfigureAwait(false);
        if (code != 0 && !errors.Contains("Invalid job id", StringComparison.Ordinal))
        {
            throw new IOException(
                $"squeue gave no answer about array {array} (exit code {code}): {errors.Trim()}. The study can be resumed.");
        }

        // Slurm forgets arrays a while after their end, and calls them invalid then.
        return output.Trim().Length > 0;
    }

    /// <summary>Says how the tasks of an array ended, as well as Slurm knows: without accounting it doesn't.</summary>
    /// <param name="array">The array's number.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<string> EndingAsync(string array, CancellationToken cancellation)
    {
        (int code, string output, _) = await RunAsync(
            "sacct", ["--noheader", "--allocations", "--parsable2", $"--jobs={array}", "--format=State,ExitCode"], cancellation)
            .ConfigureAwait(false);
        string[] endings = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct()
            .Where(line => !line.StartsWith("COMPLETED", StringComparison.Ordinal))];
        return code == 0 && endings.Length > 0
            ? $"Slurm's state {string.Join(", ", endings)}"
            : $"no result when Slurm's array {array} ended";
    }

    /// <summary>Cancels all jobs of a name that this user has.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task CancelAsync(string name, CancellationToken cancellation)
        => _ = await RunAsync("scancel", [$"--name={name}", "--me"], cancellation).ConfigureAwait(false);

    private async Task<(int Code, string Output, string Errors)> RunAsync(
        string program, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        ProcessStartInfo description = new(folder is null ? program : Path.Combine(folder, program), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using Process process = Start(description);
        Task<string> output = process.StandardOutput.ReadToEndAsync(cancellation);
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
        return (process.ExitCode, await output.ConfigureAwait(false), await errors.ConfigureAwait(false));
    }

    private static Process Start(ProcessStartInfo description)
    {
        try
        {
            return Process.Start(description)!;
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            throw new IOException(
                $"Expected Slurm on this machine, found no '{description.FileName}': {fault.Message}. "
                + "Use --launcher local, or load Slurm's environment.", fault);
        }
    }
}
