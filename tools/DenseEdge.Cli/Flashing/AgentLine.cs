using System.Text.Json;

namespace DenseEdge.Cli.Flashing;

/// <summary>A line of JSON that the agent says: a step of an update, or its end.</summary>
/// <param name="State">Where the update stands; null in the last line.</param>
/// <param name="Percent">How much of the state is done; null if nobody can tell.</param>
/// <param name="Message">What happens, or happened.</param>
/// <param name="Result">How it ended; null in all lines but the last.</param>
/// <param name="Whole">The whole line.</param>
internal sealed record AgentLine(string? State, double? Percent, string Message, string? Result, JsonElement Whole)
{
    /// <summary>The bundle that it is about; null if the line names none.</summary>
    public string? Digest => Text(Whole, "digest");

    /// <summary>Reads a line.</summary>
    /// <param name="line">Any line of output.</param>
    /// <returns>Null if it is something else.</returns>
    public static AgentLine? Read(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (!line.StartsWith('{'))
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement whole = document.RootElement.Clone();
            (string? state, string? result) = (Text(whole, "state"), Text(whole, "result"));
            double? percent = whole.TryGetProperty("percent", out JsonElement share) && share.ValueKind == JsonValueKind.Number
                ? share.GetDouble()
                : null;
            return state is null && result is null
                ? null
                : new AgentLine(state, percent, Text(whole, "message") ?? "", result, whole);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement whole, string name)
        => whole.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
