using System.Globalization;
using System.Text.Json;

namespace DenseEdge.Contracts;

/// <summary>The metadata entry as JSON: what is stored, and how it becomes <see cref="ModelMetadata"/>.</summary>
internal static class ModelMetadataJson
{
    private const int FirstFormat = 1;
    private const string LabelsKey = "labels";
    private const string LogitsKey = "logits";

    public static string Write(ModelMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        ModelMetadataDocument document = new()
        {
            Format = IsFirstFormat(metadata) ? FirstFormat : ModelMetadata.Format,
            Producer = metadata.Producer,
            Backbone = metadata.Backbone,
            TrainingData = metadata.TrainingData,
            RandomWeights = metadata.HasRandomWeights ? true : null,
            Precision = metadata.Precision == ModelPrecision.Float32 ? null : metadata.Precision.Key(),
            Target = metadata.Target,
            Input = new ModelInputDocument
            {
                Name = metadata.InputName,
                Height = metadata.InputHeight,
                Width = metadata.InputWidth,
                Format = metadata.InputFormat == InputFormat.UInt8Nhwc ? null : metadata.InputFormat.Key(),
                Fit = metadata.Fit is null ? null : Document(metadata.Fit),
            },
            Tasks =
            [
                .. metadata.Tasks.Select(task => new ModelTaskDocument
                {
                    Task = task.Spec.Kind.Key(),
                    Output = task.OutputName,
                    Unit = task.Unit,
                    Form = task.Form == AnswerForm.Logits ? LogitsKey : null,
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
        if (document.Format is < FirstFormat or > ModelMetadata.Format)
        {
            throw new InvalidDataException(
                $"{source}: expected metadata of format {FirstFormat} to {ModelMetadata.Format}, "
                + $"found format {document.Format}.");
        }

        ModelMetadata metadata = new()
        {
            Producer = document.Producer ?? throw Missing(source, "producer"),
            Backbone = document.Backbone,
            TrainingData = document.TrainingData,
            HasRandomWeights = document.RandomWeights ?? false,
            Precision = Key(document.Precision, ModelPrecisions.Parse, ModelPrecision.Float32, source),
            Target = document.Target,
            InputName = document.Input?.Name ?? throw Missing(source, "input.name"),
            InputHeight = document.Input.Height,
            InputWidth = document.Input.Width,
            InputFormat = Key(document.Input.Format, InputFormats.Parse, InputFormat.UInt8Nhwc, source),
            Fit = Fit(document.Input.Fit),
            Tasks = [.. (document.Tasks ?? throw Missing(source, "tasks")).Select(task => Task(task, source))],
            Genotype = Genotype(document.Genotype, source),
        };
        return Checked(metadata, source);
    }

    /// <summary>Whether a reader that knows nothing of formats, sizes and forms runs the model rightly.</summary>
    private static bool IsFirstFormat(ModelMetadata metadata)
        => metadata.InputFormat == InputFormat.UInt8Nhwc && metadata.Fit is null
            && metadata.Tasks.All(task => task.Form == AnswerForm.Labels);

    private static ModelMetadata Checked(ModelMetadata metadata, string source)
    {
        if (metadata.InputHeight < 1 || metadata.InputWidth < 1)
        {
            throw new InvalidDataException(
                $"{source}: expected an input of at least 1x1 pixels, found {metadata.InputHeight}x{metadata.InputWidth}.");
        }

        if (metadata.Fit is { IsValid: false } fit)
        {
            throw new InvalidDataException(
                $"{source}: expected padding that leaves a part of the network's image, found {fit.PadTop}, {fit.PadLeft}, "
                + $"{fit.PadBottom}, {fit.PadRight} pixels of {fit.NetworkHeight}x{fit.NetworkWidth}.");
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
                Form = Form(document.Form),
            };
        }
        catch (FormatException exception)
        {
            throw new InvalidDataException($"{source}: {exception.Message}", exception);
        }
    }

    private static T Key<T>(string? key, Func<string, T> parse, T missing, string source)
    {
        try
        {
            return key is null ? missing : parse(key);
        }
        catch (FormatException exception)
        {
            throw new InvalidDataException($"{source}: {exception.Message}", exception);
        }
    }

    private static AnswerForm Form(string? key) => key switch
    {
        null or LabelsKey => AnswerForm.Labels,
        LogitsKey => AnswerForm.Logits,
        _ => throw new FormatException($"Expected {LabelsKey} or {LogitsKey} for the form of a task, found '{key}'."),
    };

    private static FrameFit? Fit(FrameFitDocument? document) => document is null ? null : new FrameFit
    {
        NetworkHeight = document.NetworkHeight,
        NetworkWidth = document.NetworkWidth,
        PadTop = document.PadTop,
        PadLeft = document.PadLeft,
        PadBottom = document.PadBottom,
        PadRight = document.PadRight,
    };

    private static FrameFitDocument Document(FrameFit fit) => new()
    {
        NetworkHeight = fit.NetworkHeight,
        NetworkWidth = fit.NetworkWidth,
        PadTop = fit.PadTop,
        PadLeft = fit.PadLeft,
        PadBottom = fit.PadBottom,
        PadRight = fit.PadRight,
    };

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
