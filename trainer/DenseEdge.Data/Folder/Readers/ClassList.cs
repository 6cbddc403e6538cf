using System.Globalization;
using System.Text.Json;
using DenseEdge.Contracts;
using DenseEdge.Imaging;

namespace DenseEdge.Data.Folder;

/// <summary>Finds the names and colours of a task's classes.</summary>
internal static class ClassList
{
    private const int MostClasses = 255;

    internal static IReadOnlyList<LabelClass> Of(ClassTask task, FolderDescriptor descriptor)
    {
        IReadOnlyList<string> names = task.Classes ?? FromFile(task, descriptor);
        if (names.Count is 0 or > MostClasses)
        {
            throw new InvalidDataException(
                $"'{descriptor.File}': expected 1 to {MostClasses} classes for {task.Task}, found {names.Count}.");
        }

        if (task.Colors is not { } colors)
        {
            return ClassPalette.Classes(names);
        }

        return colors.Count == names.Count
            ? Of(names, colors)
            : throw new InvalidDataException(
                $"'{descriptor.File}': expected {names.Count} colors for {task.Task}, found {colors.Count}.");
    }

    internal static IReadOnlyList<LabelClass> Of(
        IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<int>> colors) =>
    [
        .. names.Zip(colors, (name, color) => new LabelClass(name, (byte)color[0], (byte)color[1], (byte)color[2])),
    ];

    private static IReadOnlyList<string> FromFile(ClassTask task, FolderDescriptor descriptor)
    {
        ClassSource source = task.ClassesFrom!;
        string file = Path.Combine(descriptor.Root, source.File);
        if (!File.Exists(file))
        {
            throw new InvalidDataException($"The file of class names '{file}' does not exist.");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
            return Names(task, Follow(document.RootElement, source.Path, file), file);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{file}' is no valid JSON: {e.Message}", e);
        }
    }

    private static JsonElement Follow(JsonElement element, string path, string file)
    {
        foreach (string member in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(member, out JsonElement next))
            {
                throw new InvalidDataException($"'{file}' has no member '{path}'.");
            }

            element = next;
        }

        return element;
    }

    private static IReadOnlyList<string> Names(ClassTask task, JsonElement element, string file)
    {
        var byValue = new SortedDictionary<int, string>();
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement name in element.EnumerateArray())
            {
                byValue[byValue.Count] = name.ToString();
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty pair in element.EnumerateObject())
            {
                byValue[int.TryParse(pair.Name, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
                    ? value
                    : throw new InvalidDataException(
                        $"'{file}': expected a number as the key of a class, found '{pair.Name}'.")] =
                    pair.Value.ToString();
            }
        }
        else
        {
            throw new InvalidDataException($"'{file}': expected a list of names or an object from number to name.");
        }

        // With a map the list names the classes; otherwise it names the numbers in the files.
        IEnumerable<int> wanted = task.Values
            ?? (task.Map is null && task.Offset == 0 ? byValue.Keys.Except(task.Ignore) : byValue.Keys);
        return [.. wanted.Select(value => byValue.TryGetValue(value, out string? name)
            ? name
            : throw new InvalidDataException($"'{file}' has no name for class number {value}."))];
    }
}
