using DenseEdge.Search.Studies;

namespace DenseEdge.Search.Launching;

/// <summary>What the worker of a job said last, for messages.</summary>
internal static class JobLog
{
    private const int Lines = 5;

    /// <summary>The last lines of a job's log; empty if there is none.</summary>
    public static string Tail(StudyFolder study, StudyJob job)
    {
        string path = study.LogPath(job);
        string[] last = File.Exists(path)
            ? [.. File.ReadLines(path).Where(line => line.Length > 0).TakeLast(Lines)]
            : [];
        return string.Concat(last.Select(line => $"\n  {line}"));
    }

    /// <summary>The error after the last attempt.</summary>
    public static JobFailedException Failure(StudyFolder study, StudyJob job, int attempts, string ending) => new(
        $"The job {job.Id} failed {attempts} times, the last time with {ending}. Mend the cause and run the same command: "
        + $"the study goes on from here. All that it said is in '{study.LogPath(job)}':{Tail(study, job)}");
}
