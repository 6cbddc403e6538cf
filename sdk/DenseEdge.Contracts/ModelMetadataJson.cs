using System.Globalization;
using System.Text.Json;

namespace DenseEdge.Contracts;

/// <summary>The metadata entry as JSON: what is stored, and how it becomes <see cref="ModelMetadata"/>.</summary>
internal static class ModelMetadataJson
{
    public static string Write(ModelMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        ModelMetadataDocument document = new()
        {
            Format = ModelMetadata.Format,
            Producer = metadata.Producer,
            Backbone = metadata.Backbone,
            TrainingData = metadata.TrainingData,
            Input = new ModelInputDocument
            {
                Name = metadata.InputName,
                Height = metadata.InputHeight,
                Width = metadata.InputWidth,
            },
            Tasks =
            [
                .. metadata.Tasks.Select(task => new ModelTaskDocument
                {
                    Task = task.Spec.Kind.Key(),
                    Output = task.OutputName,
                    Unit = task.Unit,
                    Classes = task.Spec.Classes.Count == 0 ? null : [.. task.Spec.Classes.Select(Document)],
                }),
            ],
            Genotype = metadata.Genotype is null ? null : JsonDocument.Parse(metadata.Genotype.ToJson()).RootElement,
        };
        return JsonSerializer.Serialize(document, ModelMetadataContext.Default.ModelMetadataDocument);
    }

    public static ModelMetadata Read(string? json, string source)
    {
        if (string.IsNullOrEmpty(json))
        {
            throw new InvalidDataException(
                $"{source}: expected the metadata entry '{ModelMetadata.Key}', found none. "
                + "Only models that DenseEdge exports have it.");
        }

        ModelMetadataDocument document = Deserialize(json, source);
        if (document.Format != ModelMetadata.Format)
        {
            throw new InvalidDataException(
                $"{source}: expected metadata of format {ModelMetadata.Format}, found format {document.Format}.");
        }

        ModelMetadata metadata = new()
        {
            Producer = document.Producer ?? throw Missing(source, "producer"),
            Backbone = document.Backbone,
            TrainingData = document.TrainingData,
            InputName = document.Input?.Name ?? throw Missing(source, "input.name"),
            InputHeight = document.Input.Height,
            InputWidth = document.Input.Width,
            Tasks = [.. (document.Tasks ?? throw Missing(source, "tasks")).Select(task => Task(task, source))],
            Genotype = Genotype(document.Genotype, source),
        };
        return Checked(metadata, source);
    }

    private static ModelMetadata Checked(ModelMetadata metadata, string source)
    {
        if (metadata.InputHeight < 1 || metadata.InputWidth < 1)
        {
            throw new InvalidDataException(
                $"{source}: expected an input of at least 1x1 pixels, found {metadata.InputHeight}x{metadata.InputWidth}.");
        }

        int different = metadata.Tasks.Select(task => task.Spec.Kind).Distinct().Count();
        return metadata.Tasks.Count > 0 && different == metadata.Tasks.Count
            ? metadata
            : throw new InvalidDataException(
                $"{source}: expected different tasks, found {metadata.Tasks.Count} of {different} kinds.");
    }

    private static ModelMetadataDocument Deserialize(string json, string source)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ModelMetadataContext.Default.ModelMetadataDocument)
                ?? throw new InvalidDataException($"{source}: expected metadata as a JSON object, found null.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException(
                $"{source}: expected metadata as JSON, found something else: {exception.Message}", exception);
        }
    }

    private static ModelTask Task(ModelTaskDocument document, string source)
    {
        try
        {
            TaskKind kind = TaskKinds.Parse(document.Task ?? throw Missing(source, "tasks.task"));
            return new ModelTask
            {
                Spec = new TaskSpec { Kind = kind, Classes = [.. (document.Classes ?? []).Select(Class)] },
                OutputName = document.Output ?? throw Missing(source, "tasks.output"),
                Unit = document.Unit ?? throw Missing(source, "tasks.unit"),
            };
        }
        catch (FormatException exception)
        {
            throw new InvalidDataException($"{source}: {exception.Message}", exception);
        }
    }

    private static Genotype? Genotype(JsonElement? element, string source)
    {
        try
        {
            return element is { ValueKind: not JsonValueKind.Null } genotype ? GenotypeFormat.Read(genotype) : null;
        }
        catch (FormatException exception)
        {
            throw new InvalidDataException($"{source}: {exception.Message}", exception);
        }
    }

    private static LabelClassDocument Document(LabelClass label)
        => new() { Name = label.Name, Color = $"#{label.Red:x2}{label.Green:x2}{label.Blue:x2}" };

    private static LabelClass Class(LabelClassDocument document)
    {
        string color = document.Color ?? "";
        return document.Name is { } name && color.Length == 7 && color[0] == '#'
            && int.TryParse(color.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int rgb)
            ? new LabelClass(name, (byte)(rgb >> 16), (byte)((rgb >> 8) & 0xff), (byte)(rgb & 0xff))
            : throw new FormatException(
                $"Expected a class with a name and a colour such as #80ff00, found '{document.Name}' and '{color}'.");
    }

    private static InvalidDataException Missing(string source, string field)
        => new($"{source}: expected the field '{field}' in the metadata, found none.");
}
