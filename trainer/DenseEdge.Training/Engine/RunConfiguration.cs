using System.Text.Json;
using System.Text.Json.Serialization;
using DenseEdge.Training.Network;

namespace DenseEdge.Training.Engine;

/// <summary>What a training run was started with: the file run.json of its folder.</summary>
public sealed record RunConfiguration
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters =
        {
            new TaskKindJsonConverter(),
            new GenotypeJsonConverter(),
            new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false),
        },
    };

    /// <summary>Version of the file's layout.</summary>
    /// <value>Always 1.</value>
    public int Format { get; init; } = 1;

    /// <summary>The data set, as the user named it.</summary>
    public required string Data { get; init; }

    /// <summary>Name of the data set for reports.</summary>
    public required string DataName { get; init; }

    /// <summary>Pretrained weights of the backbone, if any.</summary>
    public string? Weights { get; init; }

    /// <summary>The network.</summary>
    public required NetworkOptions Network { get; init; }

    /// <summary>The training.</summary>
    public required TrainingOptions Training { get; init; }

    /// <summary>Reads the configuration of a run folder.</summary>
    /// <param name="runFolder">The folder.</param>
    /// <exception cref="InvalidDataException">There is no run.json, or it is not valid; the message says what is wrong.</exception>
    public static RunConfiguration Load(string runFolder)
    {
        string path = RunFolder.ConfigurationPath(runFolder);
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"Expected a run folder of 'denseedge train', found no '{path}'.");
        }

        try
        {
            RunConfiguration read = JsonSerializer.Deserialize<RunConfiguration>(File.ReadAllText(path), Json)
                ?? throw new InvalidDataException($"'{path}': expected a JSON object, found null.");
            return read.Format == 1
                ? read
                : throw new InvalidDataException($"'{path}': expected format 1, found {read.Format}.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"'{path}': {fault.Message}", fault);
        }
    }

    /// <summary>Writes what the file run.json holds.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Writes the configuration into a run folder, which is made if it does not exist.</summary>
    /// <param name="runFolder">The folder.</param>
    public void Save(string runFolder)
    {
        Directory.CreateDirectory(runFolder);
        RunFolder.WriteText(RunFolder.ConfigurationPath(runFolder), ToJson());
    }
}
