using System.Globalization;
using DenseEdge.Cli.Profiling.Devices;
using DenseEdge.Cli.Profiling.Networks;
using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Search.Devices;
using DenseEdge.Search.Reports;
using DenseEdge.Search.Studies;

namespace DenseEdge.Cli.Searching;

/// <summary>denseedge recertify: whether the answers of a search still hold, measured once more.</summary>
internal static class RecertifyVerb
{
    private static readonly TimeSpan PauseBeforeAnotherAttempt = TimeSpan.FromSeconds(10);

    /// <summary>Measures every chosen model of a study again. Nothing in the study changes.</summary>
    /// <param name="arguments">What the user said.</param>
    /// <param name="output">Takes a line per budget.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    /// <returns>0, or <see cref="ExitCodes.UnmetBudget"/> if a bound is above its budget now.</returns>
    /// <exception cref="InvalidDataException">The study has no answers, a model is not the one of its certificate, or the device is
    /// another one.</exception>
    /// <exception cref="FileNotFoundException">The study lacks its reference network.</exception>
    public static int Run(RecertifyArguments arguments, TextWriter output, CancellationToken cancellation)
    {
        if (arguments.Runs < 1)
        {
            throw new ArgumentException($"--runs: expected at least 1, found {arguments.Runs}.");
        }

        FrontReport report = FrontReport.Load(arguments.Study);
        BudgetAnswer[] met = [.. report.Budgets.Where(budget => budget.State == BudgetState.Met)];
        if (met.Length == 0)
        {
            throw new InvalidDataException(
                $"{arguments.Study}: expected a finished study in which a budget is met, found none. Finish it: denseedge search");
        }

        Certificate first = Load(arguments.Study, report, met[0]);
        string reference = Reference(arguments.Study, first);

        // A folder of its own: what was measured before must not be found there.
        string work = Directory.CreateTempSubdirectory("denseedge-recertify-").FullName;
        try
        {
            using ProgressDisplay display = ProgressDisplay.OnStandardError();
            using DeviceConnection connection = new(
                () => MeasuringDevices.Open(arguments.Device, Options(arguments, first, work)), first.Device,
                PauseBeforeAnotherAttempt, display.Say);
            MeasurementOptions options = CertificateRuns.Of(
                new MeasurementOptions { ReferencePath = reference, ReferenceMs = first.ReferenceMs }, arguments.Runs);
            display.Begin("measuring");
            bool holds = true;
            Dictionary<Genotype, LatencyMeasurement> known = [];
            foreach (BudgetAnswer budget in met)
            {
                Certificate certificate = Load(arguments.Study, report, budget);
                if (!known.TryGetValue(certificate.Genotype, out LatencyMeasurement? measured))
                {
                    measured = connection.Measure(Model(arguments.Study, report, budget, certificate), options, cancellation);
                    known.Add(certificate.Genotype, measured);
                }

                holds &= measured.UpperBoundMs <= budget.BudgetMs;
                display.Update((Array.IndexOf(met, budget) + 1.0) / met.Length, $"budget {budget.BudgetMs} ms");
                output.WriteLine(Line(budget, certificate.Measurement, measured));
            }

            return holds ? ExitCodes.Done : ExitCodes.UnmetBudget;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>The network that ran beside the certified ones: the profile's own, or the one that the search built in its
    /// place.</summary>
    private static string Reference(string study, Certificate certificate)
    {
        string own = Path.Combine(study, StudyFiles.ReferenceFile);
        if (File.Exists(own))
        {
            return ModelDigest.Of(own) == certificate.ReferenceSha256
                ? own
                : throw new InvalidDataException(
                    $"{own}: expected the reference network of the certificates, SHA-256 {certificate.ReferenceSha256}, found another.");
        }

        Genotype genotype = DeviceProfile.Load(Path.Combine(study, StudyFiles.ProfileFile)).ReferenceGenotype;
        string built = Path.Combine(study, StudyFiles.BuildsFolder, $"{GenotypeName.Of(genotype)}.onnx");
        return File.Exists(built)
            ? built
            : throw new FileNotFoundException($"Expected the reference network of the study, '{own}' or '{built}', found neither.");
    }

    private static DeviceOptions Options(RecertifyArguments arguments, Certificate certificate, string folder) => new()
    {
        WorkFolder = folder,
        Threads = certificate.Device.Threads,
        Prefix = arguments.Prefix,
        SshOptions = arguments.SshOptions,
    };

    private static Certificate Load(string study, FrontReport report, BudgetAnswer budget)
        => Certificate.Load(CertificatePath(study, report, budget));

    private static string CertificatePath(string study, FrontReport report, BudgetAnswer budget)
        => Path.Combine(study, report.Points[budget.Chosen!.Value].Certificate!);

    private static string Model(string study, FrontReport report, BudgetAnswer budget, Certificate certificate)
    {
        string model = Path.Combine(
            Path.GetDirectoryName(CertificatePath(study, report, budget))!, certificate.Model);
        return ModelDigest.Of(model) == certificate.ModelSha256
            ? model
            : throw new InvalidDataException(
                $"{model}: expected the model of the certificate beside it, SHA-256 {certificate.ModelSha256}, found another one.");
    }

    private static string Line(BudgetAnswer budget, LatencyMeasurement before, LatencyMeasurement now) => string.Create(
        CultureInfo.InvariantCulture,
        $"budget {budget.BudgetMs} ms: median {now.P50Ms:F2} ms, 95 % bound {now.UpperBoundMs:F2} ms of {now.Count} runs "
        + $"({(now.UpperBoundMs <= budget.BudgetMs ? "still met" : "not met")}); certified {before.P50Ms:F2} and {before.UpperBoundMs:F2} ms");
}
