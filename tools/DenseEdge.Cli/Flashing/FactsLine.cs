using System.Text.Json;
using DenseEdge.Bundles.Choosing;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Flashing;

/// <summary>What the agent says about the device's engines:
/// <c>{"boards":["..."],"runtimes":[{"provider":"cpu","version":"1.24.1"}]}</c>.</summary>
internal static class FactsLine
{
    /// <summary>Reads it.</summary>
    /// <param name="line">The agent's answer.</param>
    /// <exception cref="FlashRefusedException">It is something else.</exception>
    public static DeviceFacts Read(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return new DeviceFacts
            {
                BoardNames = [.. document.RootElement.GetProperty("boards").EnumerateArray().Select(name => name.GetString()!)],
                Runtimes = [.. document.RootElement.GetProperty("runtimes").EnumerateArray().Select(runtime => new RuntimeFact(
                    Enum.Parse<ExecutionProvider>(runtime.GetProperty("provider").GetString()!, ignoreCase: true),
                    runtime.GetProperty("version").GetString()!))],
            };
        }
        catch (Exception fault) when (
            fault is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new FlashRefusedException($"Expected the agent to name the device's engines, it said: {line}", fault);
        }
    }
}
