using System.Text.Json.Nodes;
using DenseEdge.Search.Studies;

namespace DenseEdge.Search.Tests.Launching;

/// <summary>A study whose workers are shell scripts. They copy results from a twin: a study of equal settings elsewhere, whose
/// jobs
/// have the same identities.</summary>
internal sealed class Workers : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("denseedge-workers-").FullName;

    public Workers(int jobs)
    {
        JsonObject settings = new() { ["seed"] = 1 };
        Study = StudyFolder.OpenOrStart(Path.Combine(_root, "study"), settings);
        StudyFolder twin = StudyFolder.OpenOrStart(Path.Combine(_root, "twin"), settings);
        Jobs = [.. Enumerable.Range(0, jobs).Select(i => Study.Job("rows", new JsonObject { ["first"] = i }))];
        foreach (StudyJob job in Jobs)
        {
            twin.Finish(job, new JsonObject { ["of"] = job.Id }, []);
        }
    }

    public StudyFolder Study { get; }

    public IReadOnlyList<StudyJob> Jobs { get; }

    /// <summary>How often the job's worker was started.</summary>
    public int Starts(StudyJob job) => File.Exists(StartsPath(job)) ? File.ReadAllLines(StartsPath(job)).Length : 0;

    /// <summary>Makes a worker that does its job, and something before.</summary>
    /// <param name="before">Shell lines; $study, $job and $starts (how often this job was started) are set.</param>
    public string[] Command(string before)
    {
        string path = Path.Combine(_root, "worker.sh");
        File.WriteAllText(path, $"""
            study=$1 job=$2
            echo x >> {_root}/starts-$job
            starts=$(wc -l < {_root}/starts-$job)
            {before}
            mkdir -p $study/results
            cp {_root}/twin/results/$job.json $study/results/$job.copy && mv $study/results/$job.copy $study/results/$job.json
            """);
        return ["/bin/sh", path];
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string StartsPath(StudyJob job) => Path.Combine(_root, $"starts-{job.Id}");
}
