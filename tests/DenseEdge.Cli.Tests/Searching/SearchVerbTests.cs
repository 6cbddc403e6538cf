using System.Diagnostics;
using DenseEdge.Cli.Searching;
using DenseEdge.Contracts;
using DenseEdge.Search.Devices;
using DenseEdge.Search.Reports;
using DenseEdge.Search.Studies;

namespace DenseEdge.Cli.Tests.Searching;

/// <summary>Whole searches with real trainings of a few steps, on a recorded device.</summary>
[Trait("Category", "long")]
public sealed class SearchVerbTests : IDisposable
{
    private const int Kills = 10;
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-search-").FullName;

    private string ProfilePath => Path.Combine(_folder, "device.json");

    [Fact]
    public void Search_OfABudgetThatIsMetAndOneThatIsNot_WritesModelsGenotypesCertificatesAndTheFront()
    {
        DeviceProfile profile = RecordedDevice.Write(ProfilePath);
        string study = Path.Combine(_folder, "study");

        using SearchProcess search = new(ProfilePath, study, "--budget-ms", "1,5.2", "--paper-mode");

        Assert.True(search.Wait() == 3, search.Said);
        FrontReport report = FrontReport.Load(study);
        Assert.Equal([BudgetState.Unmeetable, BudgetState.Met], report.Budgets.Select(budget => budget.State));
        ReportPoint chosen = report.Points[report.Budgets[1].Chosen!.Value];
        Assert.InRange(chosen.UpperBoundMs!.Value, 0, 5.2);
        Assert.Equal(profile.Tasks, chosen.Metrics.Select(metric => metric.Task));
        Certificate certificate = Certificate.Load(Path.Combine(study, chosen.Certificate!));
        Assert.Equal([5.2], certificate.BudgetsMs);
        Assert.Equal(chosen.Genotype, certificate.Genotype);
        string point = Path.GetDirectoryName(Path.Combine(study, chosen.Certificate!))!;
        Assert.Equal(ModelDigest.Of(Path.Combine(point, certificate.Model)), certificate.ModelSha256);
        Assert.Equal(chosen.Genotype, Genotype.Parse(File.ReadAllText(Path.Combine(point, "atrc_genotype.json"))));
        Assert.Contains(report.Baselines, named => named.Name == "paper mode" && named.Point.Measured is not null);
        Assert.Equal(Genotype.Uniform(profile.Tasks, ContextType.None), report.Points[report.Budgets[0].Fastest!.Value].Genotype);

        // The recorded device says the same again; another file is not what was certified.
        RecertifyArguments again = new() { Study = study, Device = $"replay:{ProfilePath}", Runs = 100 };
        using StringWriter said = new();
        Assert.Equal(0, RecertifyVerb.Run(again, said, CancellationToken.None));
        Assert.Contains("budget 5.2 ms", said.ToString(), StringComparison.Ordinal);
        Assert.Contains("still met", said.ToString(), StringComparison.Ordinal);
        File.AppendAllText(Path.Combine(point, certificate.Model), "x");
        Assert.Throws<InvalidDataException>(() => RecertifyVerb.Run(again, said, CancellationToken.None));
    }

    /// <summary>The promise of a study: it can be killed at any moment, and its result stays the same to the last bit.</summary>
    [Fact]
    public void Search_KilledTenTimesAtRandomMoments_FindsTheSameFrontToTheLastBit()
    {
        RecordedDevice.Write(ProfilePath);
        Stopwatch clock = Stopwatch.StartNew();
        (string calm, string disturbed) = (Path.Combine(_folder, "calm"), Path.Combine(_folder, "disturbed"));
        using (SearchProcess search = new(ProfilePath, calm, "--budget-ms", "4.6,5.2"))
        {
            Assert.True(search.Wait() == 0, search.Said);
        }

        // As slow as this machine is: the kills shall fall into every phase.
        int longestMs = Math.Max(1000, (int)(clock.ElapsedMilliseconds / 3));
        Random random = new(20);
        int kills = 0;
        for (bool ended = false; !ended && kills < Kills;)
        {
            using SearchProcess search = new(ProfilePath, disturbed, "--budget-ms", "4.6,5.2");
            ended = !search.KillAfter(random.Next(longestMs));
            kills += ended ? 0 : 1;
        }

        using (SearchProcess search = new(ProfilePath, disturbed, "--budget-ms", "4.6,5.2"))
        {
            Assert.True(search.Wait() == 0, search.Said);
        }

        Assert.True(kills > 3, $"Expected some kills before the end, made {kills}.");
        Assert.Equal(Result(calm), Result(disturbed));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The front and every certificate, which holds its model's digest.</summary>
    private static string Result(string study) => string.Concat(
        Directory.GetFiles(Path.Combine(study, "points"), "certificate.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Prepend(Path.Combine(study, "front.json"))
            .Select(path => $"{Path.GetRelativePath(study, path)}\n{File.ReadAllText(path)}"));
}
