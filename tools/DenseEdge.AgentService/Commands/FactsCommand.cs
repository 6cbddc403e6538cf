using System.Buffers;
using System.CommandLine;
using System.Text;
using System.Text.Json;
using DenseEdge.Agent.Sources;
using DenseEdge.Bundles.Choosing;

namespace DenseEdge.AgentService.Commands;

/// <summary>denseedge-agent facts: what bundles ask of a device, for whoever has to decide before sending one.</summary>
internal static class FactsCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Option<string?> board = new("--board")
        {
            Description = "What this board is called in bundles. [default: what it says about itself]",
            HelpName = "name",
        };
        Option<bool> json = new("--json") { Description = "Print one line of JSON." };
        Option<string?> store = new("--store") { Description = "As for the other verbs; means nothing here.", Hidden = true };
        Command command = new("facts", "Tell which board this is, and which engines it has.") { board, json, store };
        command.SetAction(parsed =>
        {
            DeviceFacts facts = DeviceFactsReader.Read(parsed.GetValue(board));
            Console.WriteLine(parsed.GetValue(json) ? Json(facts) : Text(facts));
        });
        return command;
    }

    /// <summary>One line: <c>{"boards":["..."],"runtimes":[{"provider":"Cpu","version":"1.24.1"}]}</c>.</summary>
    /// <param name="facts">The device.</param>
    internal static string Json(DeviceFacts facts)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter writer = new(bytes))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("boards");
            foreach (string name in facts.BoardNames)
            {
                writer.WriteStringValue(name);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("runtimes");
            foreach (RuntimeFact runtime in facts.Runtimes)
            {
                writer.WriteStartObject();
                writer.WriteString("provider", runtime.Provider.ToString());
                writer.WriteString("version", runtime.Version);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static string Text(DeviceFacts facts)
        => $"board    {string.Join(", ", facts.BoardNames)}\n"
            + $"engines  {string.Join(", ", facts.Runtimes.Select(runtime => $"{runtime.Provider} {runtime.Version}"))}";
}
