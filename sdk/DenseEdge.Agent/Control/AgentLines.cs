using System.Text.Json;
using DenseEdge.Agent.Updating;

namespace DenseEdge.Agent.Control;

/// <summary>The lines that verbs print and the control socket sends, as text without a line feed.</summary>
public static class AgentLines
{
    /// <summary>A step.</summary>
    /// <param name="step">The step.</param>
    public static string Of(UpdateProgress step) => JsonSerializer.Serialize(ProgressLine.Of(step), AgentJson.Lines.ProgressLine);

    /// <summary>The end of a verb.</summary>
    /// <param name="result">The end.</param>
    public static string Of(UpdateResult result) => JsonSerializer.Serialize(ResultLine.Of(result), AgentJson.Lines.ResultLine);

    /// <summary>A status.</summary>
    /// <param name="status">The status.</param>
    public static string Of(StatusLine status) => JsonSerializer.Serialize(status, AgentJson.Lines.StatusLine);

    /// <summary>Reads a status.</summary>
    /// <param name="line">The line.</param>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static StatusLine ReadStatus(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, AgentJson.Lines.StatusLine)
                ?? throw new InvalidDataException("Expected a status, found null.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"Expected a status, found: {fault.Message}", fault);
        }
    }
}
