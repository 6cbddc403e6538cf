using System.Collections.Concurrent;
using System.Diagnostics;
using DenseEdge.Search.Studies;

namespace DenseEdge.Search.Launching;

/// <summary>Has jobs done by processes of this machine, a few at a time. A worker that dies costs only its job, which is tried
/// again; workers end when the process that started them does.</summary>
public sealed class LocalLauncher : IJobLauncher
{
    /// <summary>How often a job is tried.</summary>
    public const int Attempts = 3;

    /// <summary>What follows study and job on a worker's command line: it ends when its standard input does.</summary>
    public const string ParentFlag = "--while-parent-lives";

    private readonly IReadOnlyList<string> _command;
    private readonly int _workers;

    /// <summary>Makes a launcher.</summary>
    /// <param name="command">A program and its first arguments; the study's folder, the job and <see cref="ParentFlag"/>
    /// follow.</param>
    /// <param name="workers">How many processes at a time, at least 1.</param>
    public LocalLauncher(IReadOnlyList<string> command, int workers)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentOutOfRangeException.ThrowIfLessThan(command.Count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        (_command, _workers) = ([.. command], workers);
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

        ConcurrentQueue<StudyJob> waiting = new(jobs.Where(job => study.FindResult(job) is null));
        int done = jobs.Count - waiting.Count;
        progress?.Report(new JobProgress(done, jobs.Count));
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAll(Enumerable.Range(0, Math.Min(_workers, waiting.Count)).Select(_ => Work())).ConfigureAwait(false);

        async Task Work()
        {
            try
            {
                while (!stop.IsCancellationRequested && waiting.TryDequeue(out StudyJob? job))
                {
                    await RunAsync(study, job, Note, stop.Token).ConfigureAwait(false);
                    progress?.Report(new JobProgress(Interlocked.Increment(ref done), jobs.Count));
                }
            }
            catch
            {
                // One job failed for good: the others are stopped, and go on when the study is resumed.
                await stop.CancelAsync().ConfigureAwait(false);
                throw;
            }
        }

        void Note(string note) => progress?.Report(new JobProgress(Volatile.Read(ref done), jobs.Count, note));
    }

    private async Task RunAsync(StudyFolder study, StudyJob job, Action<string> note, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            int code = await WorkAsync(study, job, cancellation).ConfigureAwait(false);
            if (study.FindResult(job) is not null)
            {
                return;
            }

            string ending = code > 128 ? $"signal {code - 128}" : $"exit code {code}";
            if (attempt == Attempts)
            {
                throw JobLog.Failure(study, job, attempt, ending);
            }

            note($"job {job.Id} ended with {ending}; tried again");
        }
    }

    private async Task<int> WorkAsync(StudyFolder study, StudyJob job, CancellationToken cancellation)
    {
        using TextWriter log = TextWriter.Synchronized(new StreamWriter(study.LogPath(job), append: true) { AutoFlush = true });
        using Process worker = new() { StartInfo = Description(study, job) };
        worker.OutputDataReceived += (_, line) => Write(log, line.Data);
        worker.ErrorDataReceived += (_, line) => Write(log, line.Data);
        Start(worker);
        try
        {
            await worker.WaitForExitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            worker.Kill(entireProcessTree: true);
            throw;
        }

        return worker.ExitCode;
    }

    private void Start(Process worker)
    {
        try
        {
            worker.Start();
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            throw new IOException($"The worker '{_command[0]}' could not be started: {fault.Message}", fault);
        }

        worker.BeginOutputReadLine();
        worker.BeginErrorReadLine();
    }

    // The end of a stream comes as a line that is null.
    private static void Write(TextWriter log, string? line)
    {
        if (line is not null)
        {
            log.WriteLine(line);
        }
    }

    private ProcessStartInfo Description(StudyFolder study, StudyJob job) => new(
        _command[0], [.. _command.Skip(1), study.Path, job.Id, ParentFlag])
    {
        // The end of this pipe tells the worker that nobody waits for it any more.
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    };
}
