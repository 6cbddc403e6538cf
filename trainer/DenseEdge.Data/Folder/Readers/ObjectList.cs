using System.Runtime.ExceptionServices;
using System.Text.Json;
using DenseEdge.Data.Caching;
using DenseEdge.Imaging;

namespace DenseEdge.Data.Folder;

/// <summary>
/// Which kinds of objects the images of a split show: a JSON object from id to the classes of its annotated objects, -1 for
/// one without a pixel. It comes with some downloads of PASCAL-Context (as a .txt file); where it is missing or lists other
/// ids it is made from the annotations and kept in the cache.
/// </summary>
internal static class ObjectList
{
    /// <summary>Reads or makes the list of a split.</summary>
    /// <param name="descriptor">The data set.</param>
    /// <param name="task">The annotations.</param>
    /// <param name="split">The split's name.</param>
    /// <param name="ids">The split's ids.</param>
    /// <exception cref="InvalidDataException">An annotation is missing or can't be read.</exception>
    internal static IReadOnlyDictionary<string, IReadOnlyList<int>> Of(
        FolderDescriptor descriptor, VocPartsTask task, string split, IReadOnlyList<string> ids)
    {
        string listName = Path.GetFileNameWithoutExtension(descriptor.Splits[split].File ?? split);
        if (task.ObjectList is { } pattern)
        {
            string given = Path.Combine(descriptor.Root, pattern.Replace("{split}", listName, StringComparison.Ordinal));
            if (File.Exists(given) && Parse(File.ReadAllBytes(given), given) is { } list && Fits(list, ids))
            {
                return list;
            }
        }

        string cached = Path.Combine(DataCache.FolderFor(descriptor.Root), "objects", $"{listName}.json");
        if (File.Exists(cached) && TryParse(File.ReadAllBytes(cached)) is { } kept && Fits(kept, ids))
        {
            return kept;
        }

        Dictionary<string, IReadOnlyList<int>> made = Make(descriptor, task, ids);
        AtomicFile.Write(cached, stream => JsonSerializer.Serialize(stream, made));
        return made;
    }

    /// <summary>Parses a list.</summary>
    /// <exception cref="InvalidDataException">The text is no such list.</exception>
    internal static Dictionary<string, IReadOnlyList<int>> Parse(byte[] json, string file) =>
        TryParse(json) ?? throw new InvalidDataException(
            $"'{file}': expected a JSON object from id to a list of class numbers. Delete it: it will be made anew.");

    private static Dictionary<string, IReadOnlyList<int>>? TryParse(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, IReadOnlyList<int>>>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Fits(Dictionary<string, IReadOnlyList<int>> list, IReadOnlyList<string> ids) =>
        list.Count == ids.Distinct().Count() && ids.All(list.ContainsKey);

    private static Dictionary<string, IReadOnlyList<int>> Make(
        FolderDescriptor descriptor, VocPartsTask task, IReadOnlyList<string> ids)
    {
        var lists = new IReadOnlyList<int>[ids.Count];
        try
        {
            Parallel.For(0, ids.Count, i =>
                lists[i] = VocParts.ObjectClasses(SamplePath.Of(descriptor.Root, task.File, ids[i])));
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        var made = new Dictionary<string, IReadOnlyList<int>>(StringComparer.Ordinal);
        for (int i = 0; i < lists.Length; i++)
        {
            made[ids[i]] = lists[i];
        }

        return made;
    }
}
