using System.Text.Json.Nodes;
using DenseEdge.Contracts;
using DenseEdge.Search.Space;
using DenseEdge.Search.Studies;

namespace DenseEdge.Cli.Searching;

/// <summary>The jobs of a search. Each names the jobs that it builds on, so that its identity covers them too.</summary>
/// <param name="study">The study.</param>
internal sealed class SearchJobs(StudyFolder study)
{
    public const string SupernetKind = "supernet";
    public const string RowsKind = "rows";
    public const string PaperKind = "paper";
    public const string FinetuneKind = "finetune";
    public const string AloneKind = "alone";
    public const string MeasureKind = "measure";

    private const string SeedKey = "seed";
    private const string StepsKey = "steps";
    private const string JudgeKey = "test_split";
    private const string SupernetKey = "supernet";
    private const string GenotypeKey = "genotype";
    private const string TargetKey = "target";
    private const string FirstKey = "first";
    private const string CountKey = "count";
    private const string ModelKey = "model";
    private const string RunsKey = "runs";

    /// <summary>The training of a supernet.</summary>
    /// <param name="seed">Its seed.</param>
    public StudyJob Supernet(int seed) => study.Job(SupernetKind, new JsonObject { [SeedKey] = seed });

    /// <summary>The published search.</summary>
    /// <param name="seed">Its seed.</param>
    public StudyJob Paper(int seed) => study.Job(PaperKind, new JsonObject { [SeedKey] = seed });

    /// <summary>The scoring of all rows of all tasks.</summary>
    /// <param name="supernet">The supernet that scores.</param>
    /// <param name="isJudge">Whether on the test split, which no network is chosen by, instead of held-out images.</param>
    /// <param name="space">The genotypes.</param>
    /// <param name="rowsPerJob">Rows in one job.</param>
    public IReadOnlyList<StudyJob> Rows(StudyJob supernet, bool isJudge, GenotypeSpace space, int rowsPerJob)
    {
        List<StudyJob> jobs = [];
        for (int target = 0; target < space.Tasks.Count; target++)
        {
            for (int first = 0; first < space.RowCount(target); first += rowsPerJob)
            {
                jobs.Add(study.Job(RowsKind, new JsonObject
                {
                    [SupernetKey] = supernet.Id,
                    [JudgeKey] = isJudge,
                    [TargetKey] = space.Tasks[target].Key(),
                    [FirstKey] = first,
                    [CountKey] = Math.Min(rowsPerJob, space.RowCount(target) - first),
                }));
            }
        }

        return jobs;
    }

    /// <summary>The training of a chosen network.</summary>
    /// <param name="supernet">The supernet whose weights it starts with.</param>
    /// <param name="genotype">The network.</param>
    public StudyJob Finetune(StudyJob supernet, Genotype genotype) => study.Job(FinetuneKind, new JsonObject
    {
        [SupernetKey] = supernet.Id,
        [GenotypeKey] = JsonNode.Parse(genotype.ToJson()),
    });

    /// <summary>The training of a network by itself.</summary>
    /// <param name="genotype">The network.</param>
    /// <param name="steps">Training steps.</param>
    public StudyJob Alone(Genotype genotype, int steps) => study.Job(AloneKind, new JsonObject
    {
        [GenotypeKey] = JsonNode.Parse(genotype.ToJson()),
        [StepsKey] = steps,
    });

    /// <summary>A measurement.</summary>
    /// <param name="genotype">The network.</param>
    /// <param name="modelDigest">The digest of a trained model; null for the network with random weights.</param>
    /// <param name="runs">How often it is run at least; 0 for as often as its latency needs.</param>
    public StudyJob Measure(Genotype genotype, string? modelDigest, int runs) => study.Job(MeasureKind, new JsonObject
    {
        [GenotypeKey] = JsonNode.Parse(genotype.ToJson()),
        [ModelKey] = modelDigest,
        [RunsKey] = runs,
    });

    /// <summary>The seed of a job.</summary>
    /// <param name="job">A job of <see cref="Supernet"/> or <see cref="Paper"/>.</param>
    public static int SeedOf(StudyJob job) => Required(job, SeedKey).GetValue<int>();

    /// <summary>The training steps of a job.</summary>
    /// <param name="job">A job of <see cref="Alone"/>.</param>
    public static int StepsOf(StudyJob job) => Required(job, StepsKey).GetValue<int>();

    /// <summary>The identity of the supernet's job that a job builds on.</summary>
    /// <param name="job">A job of <see cref="Rows"/> or <see cref="Finetune"/>.</param>
    public static string SupernetOf(StudyJob job) => Required(job, SupernetKey).GetValue<string>();

    /// <summary>Whether rows are scored on the test split.</summary>
    /// <param name="job">A job of <see cref="Rows"/>.</param>
    public static bool IsJudge(StudyJob job) => Required(job, JudgeKey).GetValue<bool>();

    /// <summary>The network of a job.</summary>
    /// <param name="job">A job of <see cref="Finetune"/>, <see cref="Alone"/> or <see cref="Measure"/>.</param>
    public static Genotype GenotypeOf(StudyJob job) => Genotype.Parse(Required(job, GenotypeKey).ToJsonString());

    /// <summary>The rows of a job.</summary>
    /// <param name="job">A job of <see cref="Rows"/>.</param>
    public static (TaskKind Target, int First, int Count) RowsOf(StudyJob job) => (
        TaskKinds.Parse(Required(job, TargetKey).GetValue<string>()), Required(job, FirstKey).GetValue<int>(),
        Required(job, CountKey).GetValue<int>());

    private static JsonNode Required(StudyJob job, string key) => job.Payload[key]
        ?? throw new InvalidDataException($"Job {job.Id}: expected '{key}' in its payload, found none.");
}
