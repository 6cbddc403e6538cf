using System.Diagnostics;
using DenseEdge.Cli.Running;
using DenseEdge.Search.Studies;

namespace DenseEdge.Cli.Searching;

/// <summary>denseedge search-job: a worker of a study, started by a launcher.</summary>
internal static class SearchJobVerb
{
    private static readonly TimeSpan ClaimInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>Does a job, unless it is done.</summary>
    /// <param name="folder">The study.</param>
    /// <param name="id">The job.</param>
    /// <param name="endsWithParent">Whether to end when standard input does.</param>
    /// <param name="cancellation">Ctrl-C, or Slurm's signal before a requeue.</param>
    public static async Task<int> RunAsync(string folder, string id, bool endsWithParent, CancellationToken cancellation)
    {
        if (endsWithParent)
        {
            EndWithParent();
        }

        StudyFolder study = StudyFolder.Open(folder);
        StudyJob job = study.FindJob(id);
        using ProgressDisplay display = ProgressDisplay.OnStandardError();
        while (study.FindResult(job) is null)
        {
            // A worker of a search that was killed may be in its last moments.
            using IDisposable? claim = study.TryClaim(job);
            if (claim is not null && study.FindResult(job) is null)
            {
                StudyWorker.Run(study, job, display, cancellation);
            }
            else if (claim is null)
            {
                await Task.Delay(ClaimInterval, cancellation).ConfigureAwait(false);
            }
        }

        return ExitCodes.Done;
    }

    /// <summary>Ends this process at once when nobody holds the other end of its standard input any more. Nothing has to be
    /// tidied up:
    /// every file of a study is there whole or not at all.</summary>
    private static void EndWithParent()
    {
        Thread watch = new(() =>
        {
            using Stream input = Console.OpenStandardInput();
            while (input.ReadByte() >= 0)
            {
                // Whatever comes means that somebody is there.
            }

            Process.GetCurrentProcess().Kill();
        })
        { IsBackground = true, Name = "parent" };
        watch.Start();
    }
}
