using DenseEdge.Search.Studies;

namespace DenseEdge.Cli.Fronts;

/// <summary>How far a study is that has no front yet.</summary>
internal static class StudyProgress
{
    /// <summary>Counts the jobs of each kind that are there, and those that are done.</summary>
    /// <param name="study">The study.</param>
    /// <returns>A sentence: "Jobs done: supernet 1 of 1, rows 3 of 16."</returns>
    public static string Of(StudyFolder study)
    {
        string jobs = Path.Combine(study.Path, "jobs");
        string[] counts = !Directory.Exists(jobs) ? [] :
        [
            .. Directory.EnumerateFiles(jobs, "*.json")
                .Select(file => study.FindJob(Path.GetFileNameWithoutExtension(file)))
                .GroupBy(job => job.Kind, job => study.FindResult(job) is not null)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => $"{group.Key} {group.Count(done => done)} of {group.Count()}"),
        ];
        return counts.Length == 0 ? "It has no jobs yet." : $"Jobs done: {string.Join(", ", counts)}.";
    }
}
