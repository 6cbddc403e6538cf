using System.Globalization;
using System.Text.Json;
using DenseEdge.Agent.Control;
using DenseEdge.Agent.Updating;

namespace DenseEdge.AgentService;

/// <summary>Standard output of a verb: lines of JSON, or of text for people.</summary>
internal sealed class LineOutput(TextWriter writer, bool isJson) : IProgress<UpdateProgress>
{
    private readonly Lock _turn = new();

    /// <summary>Writes a line that came from the service.</summary>
    public void Write(string line)
    {
        lock (_turn)
        {
            writer.WriteLine(isJson ? line : Text(line));
            writer.Flush();
        }
    }

    /// <inheritdoc/>
    public void Report(UpdateProgress value) => Write(AgentLines.Of(value));

    /// <summary>Writes the last line.</summary>
    public void Write(UpdateResult result) => Write(AgentLines.Of(result));

    /// <summary>What a verb exits with after a last line.</summary>
    public static int ExitCodeOf(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement root = document.RootElement;
        bool isFine = root.TryGetProperty("ok", out JsonElement ok)
            ? ok.GetBoolean()
            : !root.TryGetProperty("result", out JsonElement result) || IsFine(result.GetString()!, root.GetProperty("failure"));
        return isFine ? 0 : ServiceFailure.Failed;
    }

    private static bool IsFine(string result, JsonElement failure)
        => result is "current" or "committed" or "acceptable" || (result == "rolled-back" && failure.ValueKind == JsonValueKind.Null);

    private static string Text(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement root = document.RootElement;
        if (root.TryGetProperty("percent", out JsonElement percent))
        {
            string share = percent.ValueKind == JsonValueKind.Number
                ? string.Create(CultureInfo.InvariantCulture, $" {percent.GetDouble():F0} %")
                : string.Empty;
            return $"{root.GetProperty("state").GetString()}{share}: {root.GetProperty("message").GetString()}";
        }

        return root.TryGetProperty("result", out JsonElement result)
            ? $"{result.GetString()}: {root.GetProperty("message").GetString()}"
            : root.TryGetProperty("error", out JsonElement error) && error.ValueKind == JsonValueKind.String
                ? error.GetString()!
                : root.TryGetProperty("ok", out _) ? "done" : line;
    }
}
