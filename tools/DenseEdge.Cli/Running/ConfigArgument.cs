using System.Text.Json;

namespace DenseEdge.Cli.Running;

/// <summary>The file of --config, as far as it is needed before the data is open.</summary>
internal static class ConfigArgument
{
    /// <summary>Takes over the data and the weights that the file names, unless the user named others.</summary>
    /// <param name="arguments">What the user said.</param>
    /// <param name="dataIsGiven">Whether the user named the data.</param>
    /// <exception cref="ArgumentException">There is no such file, or it is no JSON object.</exception>
    public static TrainArguments Apply(TrainArguments arguments, bool dataIsGiven)
    {
        if (arguments.Config is not { } path)
        {
            return arguments;
        }

        if (!File.Exists(path))
        {
            throw new ArgumentException($"Expected a configuration (JSON) for --config, found no file '{path}'.");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
            return arguments with
            {
                Data = dataIsGiven ? arguments.Data : Text(document.RootElement, "data") ?? arguments.Data,
                Weights = arguments.Weights ?? Text(document.RootElement, "weights"),
            };
        }
        catch (JsonException fault)
        {
            throw new ArgumentException($"'{path}': {fault.Message}", fault);
        }
    }

    private static string? Text(JsonElement root, string name)
        => root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out JsonElement value)
            && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
