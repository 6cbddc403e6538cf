using System.Globalization;
using System.Text;
using DenseEdge.Search.Studies;

namespace DenseEdge.Search.Launching;

/// <summary>Has jobs done by a Slurm cluster whose nodes see the study's folder: one job array, one task per job. What is done is
/// told by the result files alone; Slurm is asked only whether the others still wait or run.</summary>
/// <remarks>Tasks are submitted with <c>--requeue</c>, so that a node that goes down costs nothing but time. A task that left
/// the queue
/// without a result is submitted again.</remarks>
public sealed class SlurmLauncher : IJobLauncher
{
    private const int Attempts = 3;
    private readonly IReadOnlyList<string> _command;
    private readonly SlurmOptions _options;
    private readonly SlurmCommands _slurm;

    /// <summary>Makes a launcher.</summary>
    /// <param name="command">A program that every node has and its first arguments; the study's folder and the job
    /// follow.</param>
    /// <param name="options">How jobs are submitted.</param>
    public SlurmLauncher(IReadOnlyList<string> command, SlurmOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentOutOfRangeException.ThrowIfLessThan(command.Count, 1);
        (_command, _options) = ([.. command], (options ?? new SlurmOptions()).Validated());
        _slurm = new SlurmCommands(_options.BinaryFolder);
    }

    /// <inheritdoc/>
    public async Task RunAsync(
        StudyFolder study, IReadOnlyList<StudyJob> jobs, IProgress<JobProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(jobs);
        foreach (StudyJob job in jobs)
        {
            study.Add(job);
        }

        // Tasks that an interrupted search left behind would only wait for these.
        string name = $"denseedge-{study.Id}";
        await _slurm.CancelAsync(name, cancellation).ConfigureAwait(false);
        try
        {
            await RunAsync(study, jobs, name, progress, cancellation).ConfigureAwait(false);
        }
        catch
        {
            await _slurm.CancelAsync(name, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private async Task RunAsync(
        StudyFolder study, IReadOnlyList<StudyJob> jobs, string name, IProgress<JobProgress>? progress,
        CancellationToken cancellation)
    {
        StudyJob[] open = Open(study, jobs);
        for (int attempt = 1; open.Length > 0; attempt++)
        {
            progress?.Report(new JobProgress(jobs.Count - open.Length, jobs.Count));
            string array = await SubmitAsync(study, open, name, cancellation).ConfigureAwait(false);
            await WaitAsync(study, jobs, array, progress, cancellation).ConfigureAwait(false);
            open = Open(study, jobs);
            if (open.Length > 0)
            {
                string ending = await _slurm.EndingAsync(array, cancellation).ConfigureAwait(false);
                if (attempt == Attempts)
                {
                    throw JobLog.Failure(study, open[0], attempt, ending);
                }

                string note = $"{open.Length} jobs of array {array} ended without a result; tried again";
                progress?.Report(new JobProgress(jobs.Count - open.Length, jobs.Count, note));
            }
        }

        progress?.Report(new JobProgress(jobs.Count, jobs.Count));
    }

    /// <summary>Returns when all jobs have results, or none of the array's tasks is left.</summary>
    private async Task WaitAsync(
        StudyFolder study, IReadOnlyList<StudyJob> jobs, string array, IProgress<JobProgress>? progress,
        CancellationToken cancellation)
    {
        int before = -1;
        while (true)
        {
            // Asked first: a task that has left the queue has written its result before.
            bool isQueued = await _slurm.IsQueuedAsync(array, cancellation).ConfigureAwait(false);
            int done = jobs.Count - Open(study, jobs).Length;
            if (done != before)
            {
                progress?.Report(new JobProgress(done, jobs.Count));
                before = done;
            }

            if (done == jobs.Count || !isQueued)
            {
                return;
            }

            await Task.Delay(_options.PollInterval, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<string> SubmitAsync(StudyFolder study, StudyJob[] jobs, string name, CancellationToken cancellation)
    {
        string folder = Directory.CreateDirectory(Path.Combine(study.Path, "slurm")).FullName;
        string stem = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        await File.WriteAllLinesAsync($"{stem}.jobs", jobs.Select(job => job.Id), cancellation).ConfigureAwait(false);
        await File.WriteAllTextAsync($"{stem}.sh", Script(study, $"{stem}.jobs"), cancellation).ConfigureAwait(false);
        string tasks = string.Create(CultureInfo.InvariantCulture, $"1-{jobs.Length}%{_options.Tasks}");
        return await _slurm.SubmitAsync(
            [
                "--parsable", "--requeue", $"--array={tasks}", $"--job-name={name}", "--open-mode=append",
                $"--output={Path.Combine(folder, "slurm-%A_%a.log")}", $"--chdir={study.Path}",
                .. _options.Arguments, $"{stem}.sh",
            ],
            cancellation).ConfigureAwait(false);
    }

    private string Script(StudyFolder study, string list)
    {
        StringBuilder script = new("#!/bin/sh\n");
        script.Append(CultureInfo.InvariantCulture, $"job=$(sed -n \"${{SLURM_ARRAY_TASK_ID}}p\" {Quoted(list)})\n");
        script.Append(CultureInfo.InvariantCulture, $"exec >>{Quoted(Path.Combine(study.Path, "logs"))}/\"$job\".log 2>&1\n");
        string command = string.Join(' ', _command.Append(study.Path).Select(Quoted));
        script.Append(CultureInfo.InvariantCulture, $"exec {command} \"$job\"\n");
        Directory.CreateDirectory(Path.Combine(study.Path, "logs"));
        return script.ToString();
    }

    private static StudyJob[] Open(StudyFolder study, IReadOnlyList<StudyJob> jobs)
        => [.. jobs.Where(job => study.FindResult(job) is null)];

    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
