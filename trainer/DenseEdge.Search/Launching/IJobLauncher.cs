using DenseEdge.Search.Studies;

namespace DenseEdge.Search.Launching;

/// <summary>Has the jobs of a study done by other processes.</summary>
public interface IJobLauncher
{
    /// <summary>Returns when every job has a result.</summary>
    /// <param name="study">The study; the jobs' files are in its folder.</param>
    /// <param name="jobs">Jobs of the study in any order; those with a result are passed over.</param>
    /// <param name="progress">Told when a job is done or failed.</param>
    /// <param name="cancellation">Stops the workers; what they have written stays.</param>
    /// <exception cref="JobFailedException">A job failed as often as is allowed.</exception>
    Task RunAsync(
        StudyFolder study, IReadOnlyList<StudyJob> jobs, IProgress<JobProgress>? progress, CancellationToken cancellation);
}
