using System.Text.Json;
using System.Text.Json.Nodes;
using DenseEdge.Training.Network;

namespace DenseEdge.Training.Engine;

/// <summary>What a training run was started with: the file run.json of its folder.</summary>
public sealed record RunConfiguration
{
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
    /// <exception cref="InvalidDataException">
    /// There is no run.json, or it is not valid; the message lists every fault.
    /// </exception>
    public static RunConfiguration Load(string runFolder)
    {
        string path = RunFolder.ConfigurationPath(runFolder);
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"Expected a run folder of 'denseedge train', found no '{path}'.");
        }

        RunConfiguration read = ConfigurationJson.Read<RunConfiguration>(File.ReadAllText(path), $"'{path}'");
        return read.Format == 1
            ? read
            : throw new InvalidDataException($"'{path}': expected format 1, found {read.Format}.");
    }

    /// <summary>Replaces what a JSON text says and keeps the rest.</summary>
    /// <param name="json">
    /// A JSON object of the layout of run.json in which everything may be left out; lists are replaced as a whole.
    /// </param>
    /// <param name="source">Where the text is from; it begins the message.</param>
    /// <returns>The configuration, not validated: its parts may still contradict each other.</returns>
    /// <exception cref="InvalidDataException">
    /// The text is no such object; the message lists every fault with its place.
    /// </exception>
    public RunConfiguration With(string json, string source)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            JsonObject changes = JsonNode.Parse(json) as JsonObject
                ?? throw new InvalidDataException($"{source}: expected a JSON object.");
            JsonObject whole = JsonNode.Parse(ConfigurationJson.Write(this))!.AsObject();
            ForgetGenotype(whole, changes);
            Merge(whole, changes);
            return ConfigurationJson.Read<RunConfiguration>(whole.ToJsonString(), source);
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{source}: {fault.Message}", fault);
        }
    }

    /// <summary>Returns this configuration, or says everything that is wrong with it at once.</summary>
    /// <exception cref="ArgumentException">Values are out of range or contradict each other; the message lists all.</exception>
    public RunConfiguration Validated()
    {
        List<string> faults =
        [
            .. Network.Faults().Select(fault => $"network: {fault}"),
            .. Training.Faults().Select(fault => $"training: {fault}"),
            .. Training.Contrast.TaskFaults([.. Network.Tasks.Select(task => task.Kind)]).Select(fault => $"contrast: {fault}"),
        ];
        return faults.Count == 0
            ? this
            : throw new ArgumentException($"Configuration: {string.Join(" ", faults)}");
    }

    /// <summary>Writes the configuration into a run folder, which is made if it does not exist.</summary>
    /// <param name="runFolder">The folder.</param>
    public void Save(string runFolder)
    {
        Directory.CreateDirectory(runFolder);
        RunFolder.WriteText(RunFolder.ConfigurationPath(runFolder), ConfigurationJson.Write(this));
    }

    /// <summary>A genotype belongs to one refinement and one list of tasks: other ones do not inherit it.</summary>
    private static void ForgetGenotype(JsonObject whole, JsonObject changes)
    {
        if (changes["network"] is JsonObject network && !network.ContainsKey("genotype")
            && network["refinement"]?.ToString() is { } refinement && refinement != "atrc")
        {
            whole["network"]!["genotype"] = null;
        }
    }

    private static void Merge(JsonObject target, JsonObject changes)
    {
        foreach ((string key, JsonNode? value) in changes)
        {
            // A genotype is one value, although it is written as an object.
            if (value is JsonObject nested && key != "genotype" && target[key] is JsonObject into)
            {
                Merge(into, nested);
            }
            else
            {
                target[key] = value?.DeepClone();
            }
        }
    }
}
