using System.Text.Json.Nodes;
using DenseEdge.Contracts;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Network;

namespace DenseEdge.Cli.Searching;

/// <summary>Everything that a study's results depend on: the settings in study.json.</summary>
internal sealed record SearchSettings
{
    private const string SupernetKey = "supernet";

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

    /// <summary>The budgets in milliseconds, rising.</summary>
    public required IReadOnlyList<double> BudgetsMs { get; init; }

    /// <summary>Steps of each chosen network's training.</summary>
    public required int FinetuneSteps { get; init; }

    /// <summary>Images that rows are scored on.</summary>
    public required int ScoredImages { get; init; }

    /// <summary>Rows in one job.</summary>
    public int RowsPerJob { get; init; } = SearchDefaults.RowsPerJob;

    /// <summary>Whether the published search runs too.</summary>
    public required bool PaperMode { get; init; }

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
        ["budgets_ms"] = new JsonArray([.. BudgetsMs.Select(budget => (JsonNode)budget)]),
        ["finetune_steps"] = FinetuneSteps,
        ["scored_images"] = ScoredImages,
        ["rows_per_job"] = RowsPerJob,
        ["paper_mode"] = PaperMode,
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
                BudgetsMs = [.. json["budgets_ms"]!.AsArray().Select(budget => budget!.GetValue<double>())],
                FinetuneSteps = json["finetune_steps"]!.GetValue<int>(),
                ScoredImages = json["scored_images"]!.GetValue<int>(),
                RowsPerJob = json["rows_per_job"]!.GetValue<int>(),
                PaperMode = json["paper_mode"]!.GetValue<bool>(),
                Calibrate = json["calibrate"]?.GetValue<string>(),
            };
        }
        catch (Exception fault) when (fault is NullReferenceException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException(
                $"{source}: expected the settings of a search, found something else: {fault.Message}", fault);
        }
    }

    /// <summary>The configuration of a chosen network's training.</summary>
    /// <param name="genotype">The network.</param>
    public RunConfiguration Finetuning(Genotype genotype) => Supernet with
    {
        Weights = null,
        Network = Supernet.Network with { Refinement = RefinementKind.Atrc, Genotype = genotype },
        Training = Supernet.Training with
        {
            Steps = FinetuneSteps,
            LearningRate = Supernet.Training.LearningRate * SearchDefaults.FinetuneLearningRateFactor,
        },
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
