using System.Text.Json.Nodes;
using DenseEdge.Cli.Profiling.Networks;
using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Evaluation;
using DenseEdge.Sdk;
using DenseEdge.Search.Devices;
using DenseEdge.Search.Reports;
using DenseEdge.Search.Studies;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Search;

namespace DenseEdge.Cli.Searching;

/// <summary>Does a job of a study: a training goes on from its newest checkpoint, everything else starts anew.</summary>
internal sealed class StudyWorker
{
    private const string MetricsKey = "metrics";
    private const string GenotypeKey = "genotype";
    private readonly StudyFolder _study;
    private readonly StudyJob _job;
    private readonly SearchSettings _settings;
    private readonly ProgressDisplay _display;

    private StudyWorker(StudyFolder study, StudyJob job, ProgressDisplay display)
    {
        (_study, _job, _display) = (study, job, display);
        _settings = SearchSettings.FromJson(study.Settings, $"'{study.Path}'");
    }

    private (int Height, int Width) Size => (_settings.Supernet.Network.InputHeight, _settings.Supernet.Network.InputWidth);

    /// <summary>Does the job and writes its result.</summary>
    /// <param name="study">The study.</param>
    /// <param name="job">The job; the caller has claimed it.</param>
    /// <param name="display">Shows the progress.</param>
    /// <param name="cancellation">Ends it; a training leaves a checkpoint.</param>
    /// <exception cref="InvalidDataException">The job is of no known kind, or something that it builds on is missing.</exception>
    public static void Run(StudyFolder study, StudyJob job, ProgressDisplay display, CancellationToken cancellation)
    {
        StudyWorker worker = new(study, job, display);
        Action<CancellationToken> work = job.Kind switch
        {
            SearchJobs.SupernetKind => worker.TrainSupernet,
            SearchJobs.PaperKind => worker.SearchAsPublished,
            SearchJobs.RowsKind => worker.ScoreRows,
            SearchJobs.FinetuneKind => worker.Finetune,
            SearchJobs.AloneKind => worker.TrainAlone,
            _ => throw new InvalidDataException($"Job {job.Id}: expected a kind that a worker does, found '{job.Kind}'."),
        };
        work(cancellation);
    }

    /// <summary>The network that the published search found.</summary>
    /// <param name="result">The result of its job.</param>
    public static Genotype PaperGenotype(JobResult result) => Genotype.Parse(result.Output[GenotypeKey]!.ToJsonString());

    /// <summary>The model of a trained network.</summary>
    /// <param name="result">The result of its job.</param>
    public static string ModelOf(JobResult result) => result.Files.Single();

    /// <summary>The main metric of each task of a trained network.</summary>
    /// <param name="result">The result of its job.</param>
    public static IReadOnlyList<TaskResult> MetricsOf(JobResult result)
        => SearchJson.Read<TaskResult[]>(result.Output[MetricsKey]!.ToJsonString());

    private void TrainSupernet(CancellationToken cancellation)
    {
        string folder = _study.WorkFolder(_job);
        HeldOutSplit data = HeldOutSplit.Of(Data().Train);
        DeviceProfile profile = Profile();
        SupernetOptions options = new()
        {
            Contexts = [.. Enum.GetValues<ContextType>().Except(profile.MaskedContexts)],
            Latency = LatencyPressure.Of(profile.Costs, _settings.PressureMs),
        };
        using SupernetTraining training = HasCheckpoint(folder)
            ? SupernetTraining.Resume(folder, data.Training)
            : SupernetTraining.Start(_settings.Seeded(SearchJobs.SeedOf(_job)), options, data.Training, folder);
        _display.Begin("supernet");
        TrainingOutcome outcome = training.Run(new StepDisplay(_display), cancellation);
        cancellation.ThrowIfCancellationRequested();
        _study.Finish(_job, Steps(outcome), CheckpointFiles(folder));
    }

    private void SearchAsPublished(CancellationToken cancellation)
    {
        string folder = _study.WorkFolder(_job);
        HeldOutSplit data = HeldOutSplit.Of(Data().Train);
        using PaperSearch search = HasCheckpoint(folder)
            ? PaperSearch.Resume(folder, data.Training)
            : PaperSearch.Start(
                _settings.Seeded(SearchJobs.SeedOf(_job)), data.Training, folder,
                [.. Enum.GetValues<ContextType>().Except(Profile().MaskedContexts)]);
        _display.Begin("paper mode");
        TrainingOutcome outcome = search.Run(new StepDisplay(_display), cancellation);
        cancellation.ThrowIfCancellationRequested();
        JsonObject output = Steps(outcome);
        output[GenotypeKey] = JsonNode.Parse(search.Genotype.ToJson());
        _study.Finish(_job, output, []);
    }

    private void ScoreRows(CancellationToken cancellation)
    {
        (TaskKind target, int first, int count) = SearchJobs.RowsOf(_job);
        DataSplits all = Data();
        HeldOutSplit data = HeldOutSplit.Of(all.Train);
        ISampleSource scored = SearchJobs.IsJudge(_job) ? all.Test : data.Validation;
        DeviceProfile profile = Profile();

        // Rows of one task are scored side by side: a process needs one core, and the others are for other rows.
        TorchSharp.torch.set_num_threads(1);
        using RowScorer scorer = RowScorer.Load(
            SupernetFolder(), profile.Space, data.Training, ScoredSamples.Spread(scored, _settings.ScoredImages));
        _display.Begin("rows");
        IReadOnlyList<RowScore> scores = scorer.Score(
            profile.Tasks.ToList().IndexOf(target), first, count, new ShareDisplay(_display), cancellation);
        _study.Finish(_job, RowScores.Output(scores), []);
    }

    private void Finetune(CancellationToken cancellation)
    {
        RunConfiguration configuration = _settings.Finetuning(SearchJobs.GenotypeOf(_job));
        Train(configuration, () => InitialWeights(configuration, _study.WorkFolder(_job)), cancellation);
    }

    private void TrainAlone(CancellationToken cancellation) => Train(
        _settings.Alone(SearchJobs.GenotypeOf(_job), SearchJobs.StepsOf(_job)), () => null, cancellation);

    private void Train(RunConfiguration configuration, Func<string?> initialWeights, CancellationToken cancellation)
    {
        string folder = _study.WorkFolder(_job);
        DataSplits data = Data();
        string model = Path.Combine(folder, "model.onnx");
        using (TrainingRun run = HasCheckpoint(folder)
            ? TrainingRun.Resume(folder, data.Train)
            : TrainingRun.Start(configuration, data.Train, folder, initialWeights()))
        {
            _ = TrainVerb.Train(run, data.Train, _display, cancellation);
            cancellation.ThrowIfCancellationRequested();
            Export().Write(run.Network, model, data.Name, cancellation);
        }

        MetricTable metrics = Evaluate(model, data, cancellation);
        JsonArray written = [.. MainMetrics(configuration, metrics).Select(result => JsonNode.Parse(SearchJson.Write(result)))];
        _study.Finish(_job, new JsonObject { [MetricsKey] = written }, [model]);
    }

    /// <summary>The supernet's weights under this genotype, as the network's own.</summary>
    private string InitialWeights(RunConfiguration configuration, string folder)
    {
        string path = Path.Combine(folder, "initial.safetensors");
        InheritedWeights.Write(
            SupernetFolder(), configuration.Network.Genotype!, HeldOutSplit.Of(Data().Train).Training, path);
        return path;
    }

    private MetricTable Evaluate(string model, DataSplits data, CancellationToken cancellation)
    {
        using DensePredictor predictor = MeasuredModel.Load(model, optimizeGraph: true);
        _display.Begin("evaluating");
        return ModelEvaluation.Measure(predictor, data.Test, _display, visit: null, cancellation);
    }

    /// <summary>The first metric of each task, in the order of the tasks.</summary>
    private static IEnumerable<TaskResult> MainMetrics(RunConfiguration configuration, MetricTable metrics)
        => from task in configuration.Network.Tasks
           let score = metrics.Scores.FirstOrDefault(score => score.Task == task.Kind)
           where score is not null && double.IsFinite(score.Value)
           select new TaskResult(task.Kind, score.Metric, score.Unit, score.Value, score.HigherIsBetter);

    private DeploymentExport Export() => Exports.Of(_settings);

    private DataSplits Data() => DataSets.Open(_settings.Supernet.Data, Size);

    private DeviceProfile Profile() => DeviceProfile.Load(StudyFiles.Profile(_study));

    /// <summary>The folder of the trained supernet that the job builds on.</summary>
    private string SupernetFolder()
    {
        StudyJob supernet = _study.FindJob(SearchJobs.SupernetOf(_job));
        return _study.FindResult(supernet) is not null
            ? _study.WorkFolder(supernet)
            : throw new InvalidDataException($"Job {_job.Id}: expected the supernet to be trained before; it is not.");
    }

    private static JsonObject Steps(TrainingOutcome outcome) => new() { ["steps"] = outcome.Steps };

    private static bool HasCheckpoint(string folder) => CheckpointFolders(folder).Length > 0;

    private static string[] CheckpointFolders(string folder)
        => [.. Directory.GetDirectories(folder, "checkpoint-*").Where(path => !path.EndsWith(".tmp", StringComparison.Ordinal))];

    private static string[] CheckpointFiles(string folder)
        => Directory.GetFiles(CheckpointFolders(folder).Max(StringComparer.Ordinal)!);
}
