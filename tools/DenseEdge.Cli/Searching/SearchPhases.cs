using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Search.Devices;
using DenseEdge.Search.Latency;
using DenseEdge.Search.Reports;
using DenseEdge.Search.Space;
using DenseEdge.Search.Studies;
using DenseEdge.Search.Verification;

namespace DenseEdge.Cli.Searching;

/// <summary>
/// The phases of a search, one after the other: supernet, row tables, front, verification on the device, fine-tuning,
/// certificates, and comparisons if somebody asked for them.
/// It keeps no state of its own: whatever is expensive is a result of the study, so that a search that was killed runs through
/// the same steps again and finds most of them done.
/// </summary>
/// <param name="study">The study.</param>
/// <param name="plan">What is searched.</param>
/// <param name="bench">Builds and measures.</param>
/// <param name="display">Shows the progress.</param>
internal sealed class SearchPhases(StudyFolder study, SearchPlan plan, DeviceBench bench, ProgressDisplay display)
{
    /// <summary>A trained network that is slower than it was before its training is refused, and another one chosen, so
    /// often.</summary>
    private const int Rounds = 3;

    private const double MicrosecondsPerMillisecond = 1000;

    /// <summary>A measurement is never trusted to better than this share of it.</summary>
    private const double LeastDeviation = 0.005;

    /// <summary>z of the one-sided 95 % bound.</summary>
    private const double BoundDeviations = 1.645;

    private readonly JobPhases _phases = new(study, plan, display);
    private readonly DeviceProfile _profile = plan.Profile;

    /// <summary>Runs what is not done yet.</summary>
    /// <param name="cancellation">Ends it; the same command resumes.</param>
    public async Task<SearchOutcome> RunAsync(CancellationToken cancellation)
    {
        RowScores scores = await _phases.ScoreAsync(_phases.Seed, isJudge: false, cancellation).ConfigureAwait(false);
        WriteInterim(scores);
        BudgetSearch search = Search(scores.Table, cancellation);
        Dictionary<Genotype, TrainedPoint> trained = [];
        IReadOnlyList<VerifiedBudget> answers = [];
        for (int round = 1; round <= Rounds; round++)
        {
            display.Begin("verifying");
            answers = Answer(search);
            await TrainAsync(
                [KnownPoint.NoContext(_profile.Space), .. answers.Select(answer => answer.Network.Genotype)], trained,
                cancellation).ConfigureAwait(false);
            if (!RefuseSlower(search, answers, trained))
            {
                break;
            }
        }

        NamedTrained? paper = plan.Extras.PaperMode ? await PaperAsync(cancellation).ConfigureAwait(false) : null;
        SearchComparison comparison = new(_phases, plan, scores, search.Costs);
        (IReadOnlyList<FrontComparison> comparisons, HypervolumeReference? reference) =
            await comparison.CompareAsync(cancellation).ConfigureAwait(false);
        RankCorrelation? alone = await comparison.RankAsync(trained.Keys, cancellation).ConfigureAwait(false);
        return new SearchOutcome(scores, search, answers, trained, paper)
        {
            ReserveShare = plan.ReserveShare,
            Comparisons = comparisons,
            Reference = reference,
            StandAlone = alone,
        };
    }

    /// <summary>Lets people look at the front while the device is busy. A finished report stays until the next one is
    /// finished.</summary>
    private void WriteInterim(RowScores scores)
    {
        if (!File.Exists(Path.Combine(study.Path, FrontReport.FileName)))
        {
            SearchReport.Interim(study, plan, scores).Save(study.Path);
        }
    }

    private async Task<NamedTrained> PaperAsync(CancellationToken cancellation)
    {
        Genotype genotype = await _phases.PaperAsync(_phases.Seed, cancellation).ConfigureAwait(false);
        Dictionary<Genotype, TrainedPoint> trained = [];
        await TrainAsync([genotype], trained, cancellation).ConfigureAwait(false);
        return new NamedTrained("paper mode", genotype, trained[genotype]);
    }

    private BudgetSearch Search(RowTable table, CancellationToken cancellation) => new(
        _profile.Space, table, _profile.Terms, [.. _profile.Terms.Names.Select(name => _profile.PriorMicroseconds[name])],
        _profile.Samples.Select(Sample), genotype => Latency(bench.MeasureBuild(genotype, cancellation)),
        new VerificationOptions { ReserveShare = plan.ReserveShare });

    private static LatencySample Sample(ProfileSample sample)
    {
        LatencyMeasurement measured = sample.Measurement;
        double deviation = MicrosecondsPerMillisecond * Math.Max(
            (measured.UpperBoundMs - measured.P50Ms) / BoundDeviations, LeastDeviation * measured.P50Ms);
        return new LatencySample(sample.Genotype, measured.P50Ms * MicrosecondsPerMillisecond, deviation * deviation);
    }

    private List<VerifiedBudget> Answer(BudgetSearch search)
    {
        List<VerifiedBudget> answers = [];
        int count = plan.BudgetsMs.Count;
        foreach (double budget in plan.BudgetsMs)
        {
            answers.Add(search.Answer((long)Math.Floor(budget * MicrosecondsPerMillisecond)));
            display.Update((double)answers.Count / count, $"budget {answers.Count}/{count}");
        }

        return answers;
    }

    private async Task TrainAsync(
        IReadOnlyList<Genotype> chosen, Dictionary<Genotype, TrainedPoint> trained, CancellationToken cancellation)
    {
        Genotype[] missing = [.. chosen.Distinct().Where(genotype => !trained.ContainsKey(genotype))];
        await _phases.LaunchAsync("fine-tuning", [.. missing.Select(Finetuning)], cancellation).ConfigureAwait(false);
        display.Begin("certifying");
        for (int i = 0; i < missing.Length; i++)
        {
            Genotype genotype = missing[i];
            StudyJob job = Finetuning(genotype);
            JobResult result = _phases.Result(job);
            string model = StudyWorker.ModelOf(result);
            trained.Add(genotype, new TrainedPoint(
                study.WorkFolder(job), model, StudyWorker.MetricsOf(result), bench.MeasureModel(genotype, model, cancellation)));
            display.Update((i + 1.0) / missing.Length, $"network {i + 1}/{missing.Length}");
        }
    }

    private StudyJob Finetuning(Genotype genotype)
        => _phases.Jobs.Finetune(_phases.Jobs.Supernet(_phases.Seed), genotype);

    /// <summary>Refuses trained networks that miss a budget that they met before.</summary>
    /// <returns>Whether there was one.</returns>
    private static bool RefuseSlower(
        BudgetSearch search, IReadOnlyList<VerifiedBudget> answers, Dictionary<Genotype, TrainedPoint> trained)
    {
        bool any = false;
        foreach (VerifiedBudget answer in answers.Where(answer => answer.IsMet))
        {
            MeasuredLatency latency = Latency(trained[answer.Network.Genotype].Measured);
            if (latency.BoundMicroseconds > answer.LimitMicroseconds)
            {
                search.Refuse(answer.Network.Genotype, latency);
                any = true;
            }
        }

        return any;
    }

    private static MeasuredLatency Latency(LatencyMeasurement measured)
        => new(measured.P50Ms * MicrosecondsPerMillisecond, measured.UpperBoundMs * MicrosecondsPerMillisecond);
}
