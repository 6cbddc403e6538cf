namespace DenseEdge.Data.Folder;

/// <summary>Finds the samples of a split.</summary>
internal static class SplitIds
{
    /// <summary>Gets the ids in order, those that stand there twice included.</summary>
    /// <exception cref="InvalidDataException">There is no such split, or its file is missing.</exception>
    internal static IReadOnlyList<string> Of(FolderDescriptor descriptor, string split)
    {
        if (!descriptor.Splits.TryGetValue(split, out SplitDescriptor? rule))
        {
            throw new InvalidDataException(
                $"Data set '{descriptor.Name}' has no split '{split}'; " +
                $"it has {string.Join(", ", descriptor.Splits.Keys)}.");
        }

        if (rule.File is not null)
        {
            return Read(Path.Combine(descriptor.Root, rule.File));
        }

        if (rule.Ids is not null)
        {
            return rule.Ids;
        }

        if (rule.Folder is { } folder)
        {
            return SamplePath.FindInFolder(descriptor.Root, descriptor.Images, folder);
        }

        IReadOnlyList<string> found = SamplePath.Find(descriptor.Root, descriptor.Images);
        if (rule.Every is int every)
        {
            return [.. found.Where((_, i) => i % every == rule.Offset)];
        }

        return rule.AllBut is { } other ? [.. found.Except(Of(descriptor, other))] : found;
    }

    private static string[] Read(string file)
    {
        if (!File.Exists(file))
        {
            throw new InvalidDataException($"Split file '{file}' does not exist.");
        }

        return [.. File.ReadLines(file).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#')];
    }
}
