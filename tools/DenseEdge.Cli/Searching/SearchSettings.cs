using System.Text.Json.Nodes;
using DenseEdge.Contracts;
using DenseEdge.Search.Studies;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Network;

namespace DenseEdge.Cli.Searching;

/// <summary>Everything that a study's results depend on: the settings in study.json.</summary>
internal sealed record SearchSettings
{
    private const string SupernetKey = "supernet";
    private const string PressureKey = "pressure_ms";

    /// <summary>Data, network without genotype, and the training of the supernet.</summary>
    public required RunConfiguration Supernet { get; init; }

    /// <summary>The key of the device.</summary>
    public required string DeviceKey { get; init; }

    /// <summary>SHA-256 of the profile's file.</summary>
    public required string ProfileDigest { get; init; }

    /// <summary>The arithmetic.</summary>
    public required ModelPrecision Precision { get; init; }

    /// <summary>The target.</summary>
    public required string Target { get; init; }

    /// <summary>The latency in milliseconds that the supernet's preferences are pushed under. Budgets are no setting: a study
    /// answers any, at any time.</summary>
    public required double PressureMs { get; init; }

    /// <summary>Steps of each chosen network's training.</summary>
    public required int FinetuneSteps { get; init; }

    /// <summary>Images that rows are scored on.</summary>
    public required int ScoredImages { get; init; }

    /// <summary>Rows in one job.</summary>
    public int RowsPerJob { get; init; } = SearchDefaults.RowsPerJob;

    /// <summary>Images that show which ranges the numbers have; null for none.</summary>
    public string? Calibrate { get; init; }

    /// <summary>Writes the settings.</summary>
    public JsonObject ToJson() => new()
    {
        [SupernetKey] = JsonNode.Parse(Supernet.ToJson()),
        ["device"] = DeviceKey,
        ["profile_sha256"] = ProfileDigest,
        ["precision"] = Precision.Key(),
        ["target"] = Target,
        [PressureKey] = PressureMs,
        ["finetune_steps"] = FinetuneSteps,
        ["scored_images"] = ScoredImages,
        ["rows_per_job"] = RowsPerJob,
        ["calibrate"] = Calibrate,
    };

    /// <summary>Reads the settings of a study.</summary>
    /// <param name="json">What <see cref="ToJson"/> wrote.</param>
    /// <param name="source">Where it is from, for messages.</param>
    /// <exception cref="InvalidDataException">Something is missing or wrong.</exception>
    public static SearchSettings FromJson(JsonObject json, string source)
    {
        try
        {
            return new SearchSettings
            {
                Supernet = Nothing().With(json[SupernetKey]!.ToJsonString(), source).Validated(),
                DeviceKey = json["device"]!.GetValue<string>(),
                ProfileDigest = json["profile_sha256"]!.GetValue<string>(),
                Precision = ModelPrecisions.Parse(json["precision"]!.GetValue<string>()),
                Target = json["target"]!.GetValue<string>(),
                PressureMs = json[PressureKey]!.GetValue<double>(),
                FinetuneSteps = json["finetune_steps"]!.GetValue<int>(),
                ScoredImages = json["scored_images"]!.GetValue<int>(),
                RowsPerJob = json["rows_per_job"]!.GetValue<int>(),
                Calibrate = json["calibrate"]?.GetValue<string>(),
            };
        }
        catch (Exception fault) when (fault is NullReferenceException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException(
                $"{source}: expected the settings of a search, found something else: {fault.Message}", fault);
        }
    }

    /// <summary>The pressure of a study that is there already; null if there is none.</summary>
    /// <param name="folder">The folder of the study.</param>
    /// <exception cref="InvalidDataException">The study is of another version.</exception>
    public static double? PressureOf(string folder) => File.Exists(Path.Combine(folder, StudyFolder.SettingsFile))
        ? StudyFolder.Open(folder).Settings[PressureKey]?.GetValue<double>()
        : null;

    /// <summary>The configuration of a supernet's training.</summary>
    /// <param name="seed">The seed; the study's own for the supernet that networks are chosen by.</param>
    public RunConfiguration Seeded(int seed) => Supernet with { Training = Supernet.Training with { Seed = seed } };

    /// <summary>The configuration of a chosen network's training, which starts with the supernet's weights.</summary>
    /// <param name="genotype">The network.</param>
    public RunConfiguration Finetuning(Genotype genotype) => Alone(genotype, FinetuneSteps) with
    {
        Weights = null,
        Training = Supernet.Training with
        {
            Steps = FinetuneSteps,
            LearningRate = Supernet.Training.LearningRate * SearchDefaults.FinetuneLearningRateFactor,
        },
    };

    /// <summary>The configuration of a network's training by itself, from the backbone's weights.</summary>
    /// <param name="genotype">The network.</param>
    /// <param name="steps">Training steps.</param>
    public RunConfiguration Alone(Genotype genotype, int steps) => Supernet with
    {
        Network = Supernet.Network with { Refinement = RefinementKind.Atrc, Genotype = genotype },
        Training = Supernet.Training with { Steps = steps },
    };

    /// <summary>A configuration of which everything is replaced.</summary>
    private static RunConfiguration Nothing()
    {
        NetworkOptions network = new() { Tasks = [], InputHeight = 32, InputWidth = 32 };
        return new RunConfiguration
        {
            Data = "",
            DataName = "",
            Network = network,
            Training = DefaultRecipe.Training(network, pretrained: false),
        };
    }
}
