using DenseEdge.Cli.Profiling;
using DenseEdge.Cli.Profiling.Devices;
using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Search.Devices;
using DenseEdge.Search.Reports;
using DenseEdge.Search.Studies;

namespace DenseEdge.Cli.Searching;

/// <summary>denseedge search.</summary>
internal static class SearchVerb
{
    private static readonly TimeSpan PauseBeforeAnotherAttempt = TimeSpan.FromSeconds(10);

    /// <summary>Searches, or goes on with a search.</summary>
    /// <param name="arguments">What the user said.</param>
    /// <param name="cancellation">Ctrl-C; the same command resumes.</param>
    /// <returns>0, or <see cref="ExitCodes.UnmetBudget"/> if nothing meets one of the budgets.</returns>
    public static async Task<int> RunAsync(SearchArguments arguments, CancellationToken cancellation)
    {
        SearchPlan plan = SearchPlanner.Plan(arguments);
        StudyFolder study = StudyFolder.OpenOrStart(arguments.Out, plan.Settings.ToJson());
        using IDisposable lead = study.Lead();
        TakeProfile(study, plan);
        FrontReport report;
        using (ProgressDisplay display = ProgressDisplay.OnStandardError())
        using (DeviceConnection connection = new(
            () => MeasuringDevices.Open(plan.DeviceName, Options(study, plan, arguments)), plan.Profile.Identity,
            PauseBeforeAnotherAttempt, display.Say))
        {
            if (plan.Fleet is { } fleet)
            {
                display.Say(fleet);
            }

            DeviceBench bench = new(
                study, plan.Settings, plan.Profile, connection, Exports.Of(plan.Settings), arguments.CertificateRuns, display.Say);
            SearchPhases phases = new(study, plan, bench, display);
            SearchOutcome outcome = await phases.RunAsync(cancellation).ConfigureAwait(false);
            WritePoints(study, plan, outcome);
            report = SearchReport.Final(study, plan, outcome, bench);
            report.Save(study.Path);
        }

        Console.Write(SearchText.Describe(report, study.Path));
        return report.Budgets.All(budget => budget.State == BudgetState.Met) ? ExitCodes.Done : ExitCodes.UnmetBudget;
    }

    /// <summary>Copies the profile and its reference network: workers on other machines read them, and a study stays what it
    /// was when
    /// the device is profiled again.</summary>
    private static void TakeProfile(StudyFolder study, SearchPlan plan)
    {
        if (!File.Exists(StudyFiles.Profile(study)))
        {
            StudyFiles.Copy(plan.ProfilePath, StudyFiles.Profile(study));
        }

        string reference = new ProfileFolder(plan.ProfilePath).ReferencePath;
        if (!File.Exists(StudyFiles.Reference(study)) && File.Exists(reference)
            && ModelDigest.Of(reference) == plan.Profile.ReferenceDigest)
        {
            StudyFiles.Copy(reference, StudyFiles.Reference(study));
        }
    }

    private static DeviceOptions Options(StudyFolder study, SearchPlan plan, SearchArguments arguments) => new()
    {
        WorkFolder = Directory.CreateDirectory(Path.Combine(study.Path, "measuring")).FullName,
        Threads = plan.Profile.Identity.Threads,
        Prefix = arguments.Prefix,
        SshOptions = arguments.SshOptions,
    };

    private static void WritePoints(StudyFolder study, SearchPlan plan, SearchOutcome outcome)
    {
        ILookup<Genotype, double> budgets = plan.BudgetsMs
            .Select(budget => (Budget: budget, Genotype: outcome.Chosen(budget)))
            .Where(entry => entry.Genotype is not null)
            .ToLookup(entry => entry.Genotype!, entry => entry.Budget);
        foreach ((Genotype genotype, TrainedPoint trained) in outcome.Trained)
        {
            PointFolder.Write(study, plan, genotype, trained, [.. budgets[genotype]]);
        }

        if (outcome.Paper is { } paper)
        {
            PointFolder.Write(study, plan, paper.Genotype, paper.Trained, [.. budgets[paper.Genotype]]);
        }
    }
}
