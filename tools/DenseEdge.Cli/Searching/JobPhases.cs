using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Search.Space;
using DenseEdge.Search.Studies;

namespace DenseEdge.Cli.Searching;

/// <summary>Has the jobs of a phase done, and reads their results.</summary>
/// <param name="study">The study.</param>
/// <param name="plan">What is searched.</param>
/// <param name="display">Shows the progress.</param>
internal sealed class JobPhases(StudyFolder study, SearchPlan plan, ProgressDisplay display)
{
    /// <summary>The jobs that a study can have.</summary>
    public SearchJobs Jobs { get; } = new(study);

    /// <summary>The seed that networks are chosen by.</summary>
    public int Seed { get; } = plan.Settings.Supernet.Training.Seed;

    /// <summary>Has jobs done; those that are done already cost nothing.</summary>
    /// <param name="phase">What they are, for people.</param>
    /// <param name="jobs">The jobs.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task LaunchAsync(string phase, IReadOnlyList<StudyJob> jobs, CancellationToken cancellation)
    {
        display.Begin(phase);
        await plan.Launcher.RunAsync(study, jobs, new JobDisplay(display), cancellation).ConfigureAwait(false);
    }

    /// <summary>Trains a supernet and scores all rows in it.</summary>
    /// <param name="seed">The supernet's seed.</param>
    /// <param name="isJudge">Whether on the test split instead of held-out images.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<RowScores> ScoreAsync(int seed, bool isJudge, CancellationToken cancellation)
    {
        GenotypeSpace space = plan.Profile.Space;
        await LaunchAsync("supernet", [Jobs.Supernet(seed)], cancellation).ConfigureAwait(false);
        IReadOnlyList<StudyJob> rows = Jobs.Rows(Jobs.Supernet(seed), isJudge, space, plan.Settings.RowsPerJob);
        await LaunchAsync("rows", rows, cancellation).ConfigureAwait(false);
        return RowScores.Of(space, rows.Select(job => (job, Result(job))));
    }

    /// <summary>Runs the published search.</summary>
    /// <param name="seed">Its seed.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The network that it found.</returns>
    public async Task<Genotype> PaperAsync(int seed, CancellationToken cancellation)
    {
        await LaunchAsync("paper mode", [Jobs.Paper(seed)], cancellation).ConfigureAwait(false);
        return StudyWorker.PaperGenotype(Result(Jobs.Paper(seed)));
    }

    /// <summary>The result of a job that is done.</summary>
    /// <param name="job">The job.</param>
    public JobResult Result(StudyJob job) => study.FindResult(job)
        ?? throw new InvalidDataException($"Job {job.Id}: expected a result, found none.");
}
