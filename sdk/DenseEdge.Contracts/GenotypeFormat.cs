using System.Text.Json;

namespace DenseEdge.Contracts;

/// <summary>Genotypes as the reference implementation's JSON.</summary>
internal static class GenotypeFormat
{
    public static string Write(Genotype genotype)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            Write(writer, genotype);
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    public static void Write(Utf8JsonWriter writer, Genotype genotype)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("data");
        foreach (TaskKind target in genotype.Tasks)
        {
            writer.WriteStartObject(target.Key());
            foreach (TaskKind source in genotype.Tasks)
            {
                writer.WriteNumber(source.Key(), (int)genotype[target, source]);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteNumber("step", genotype.Step);
        writer.WriteEndObject();
    }

    public static Genotype Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw new FormatException(
                $"Expected a genotype as JSON, found something else: {exception.Message}", exception);
        }
    }

    public static Genotype Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("data", out JsonElement data)
            || data.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException(
                "Expected a genotype {\"data\": {target: {source: code}}, \"step\": number}, found no object \"data\".");
        }

        TaskKind[] tasks = [.. data.EnumerateObject().Select(row => TaskKinds.Parse(row.Name))];
        if (tasks.Length == 0 || tasks.Distinct().Count() != tasks.Length)
        {
            throw new FormatException("Expected a genotype with different tasks, found none or one twice.");
        }

        ContextType[,] cells = new ContextType[tasks.Length, tasks.Length];
        for (int target = 0; target < tasks.Length; target++)
        {
            JsonElement row = data.GetProperty(tasks[target].Key());
            RequireSameTasks(tasks, tasks[target], row);
            for (int source = 0; source < tasks.Length; source++)
            {
                cells[target, source] = Cell(row, tasks[target], tasks[source]);
            }
        }

        return new Genotype(tasks, cells, Step(root));
    }

    private static void RequireSameTasks(TaskKind[] tasks, TaskKind target, JsonElement row)
    {
        string[] expected = [.. tasks.Select(TaskKinds.Key).Order(StringComparer.Ordinal)];
        string[] found = row.ValueKind == JsonValueKind.Object
            ? [.. row.EnumerateObject().Select(cell => cell.Name).Order(StringComparer.Ordinal)]
            : [];
        if (!expected.AsSpan().SequenceEqual(found))
        {
            throw new FormatException(
                $"Genotype: expected the sources {string.Join(", ", expected)} for the target {target.Key()}, "
                + $"found {(found.Length == 0 ? "none" : string.Join(", ", found))}.");
        }
    }

    private static ContextType Cell(JsonElement row, TaskKind target, TaskKind source)
    {
        JsonElement cell = row.GetProperty(source.Key());
        return cell.ValueKind == JsonValueKind.Number && cell.TryGetInt32(out int code)
            && Enum.IsDefined((ContextType)code)
            ? (ContextType)code
            : throw new FormatException(
                $"Genotype: expected a code from 0 to 4 for {target.Key()} <- {source.Key()}, "
                + $"found {cell.GetRawText()}.");
    }

    private static int Step(JsonElement root)
    {
        if (!root.TryGetProperty("step", out JsonElement step))
        {
            return 0;
        }

        return step.ValueKind == JsonValueKind.Number && step.TryGetInt32(out int value) && value >= 0
            ? value
            : throw new FormatException($"Genotype: expected a step of at least 0, found {step.GetRawText()}.");
    }
}
