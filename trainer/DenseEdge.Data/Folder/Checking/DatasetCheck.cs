using System.Collections.Concurrent;

namespace DenseEdge.Data.Folder;

/// <summary>
/// Reads a whole data set and lists everything wrong with it: faults of the descriptor, missing and unreadable files,
/// labels
/// of another size than their image, numbers that are no class, ids that stand there twice. One bad file doesn't end
/// it.
/// </summary>
public static class DatasetCheck
{
    private const int MostIdsNamed = 5;

    /// <summary>Checks a data set, on all processor cores.</summary>
    /// <param name="path">A descriptor or a data folder, as for <see cref="FolderDescriptor.Find"/>.</param>
    /// <param name="cancellation">Ends the check early.</param>
    /// <exception cref="OperationCanceledException">The check was ended early.</exception>
    public static DatasetReport Run(string path, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FolderDescriptor descriptor;
        try
        {
            descriptor = DescriptorFile.FindUnchecked(path);
        }
        catch (Exception e) when (IsAboutData(e))
        {
            return new DatasetReport { Name = path, Problems = [new DatasetProblem(true, path, e.Message)] };
        }

        IReadOnlyList<string> faults = descriptor.Faults();
        return faults.Count > 0
            ? new DatasetReport
            {
                Name = descriptor.Name,
                Problems = [.. faults.Select(
                    fault => new DatasetProblem(true, descriptor.File, $"'{descriptor.File}': {fault}."))],
            }
            : Run(descriptor, cancellation);
    }

    /// <summary>Checks a data set whose descriptor has no faults.</summary>
    /// <param name="descriptor">The data set.</param>
    /// <param name="cancellation">Ends the check early.</param>
    /// <exception cref="OperationCanceledException">The check was ended early.</exception>
    public static DatasetReport Run(FolderDescriptor descriptor, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        var problems = new ConcurrentBag<DatasetProblem>();
        var missing = new MissingFiles();
        var sizes = new ImageSizeCheck(descriptor.ImageSize);
        Dictionary<string, IReadOnlyList<string>> splits = Splits(descriptor, problems);
        FolderDataset? dataset = Open(descriptor, splits, problems);
        TaskCounter[] counters = [];
        if (dataset is not null)
        {
            counters = [.. dataset.Tasks.Select(task => new TaskCounter(task))];
            var options = new ParallelOptions
            {
                MaxDegreeOfParallelism = Environment.ProcessorCount,
                CancellationToken = cancellation,
            };
            Parallel.ForEach(
                splits.Values.SelectMany(ids => ids).Distinct(),
                options,
                id => CheckSample(dataset, id, counters, problems, missing, sizes));
        }

        IEnumerable<DatasetProblem> all = [.. problems, .. missing.Problems(), .. sizes.Problems(descriptor),
            .. counters.SelectMany(counter => counter.Warnings(descriptor))];
        return new DatasetReport
        {
            Name = descriptor.Name,
            Description = descriptor.Description,
            Problems = [.. all.OrderByDescending(p => p.IsError).ThenBy(p => p.File, StringComparer.Ordinal)
                .ThenBy(p => p.Message, StringComparer.Ordinal)],
            SplitSamples = splits.ToDictionary(split => split.Key, split => split.Value.Count),
            Tasks = [.. counters.Select(counter => counter.Statistics())],
        };
    }

    private static Dictionary<string, IReadOnlyList<string>> Splits(
        FolderDescriptor descriptor, ConcurrentBag<DatasetProblem> problems)
    {
        var splits = new Dictionary<string, IReadOnlyList<string>>();
        foreach ((string name, SplitDescriptor rule) in descriptor.Splits)
        {
            string file = rule.File is null ? descriptor.File : Path.Combine(descriptor.Root, rule.File);
            try
            {
                IReadOnlyList<string> ids = SplitIds.Of(descriptor, name);
                foreach (IGrouping<string, string> same in ids.GroupBy(id => id).Where(group => group.Count() > 1))
                {
                    problems.Add(new DatasetProblem(
                        true, file, $"'{file}': sample '{same.Key}' stands in split '{name}' twice."));
                }

                if (ids.Count == 0)
                {
                    problems.Add(new DatasetProblem(true, file, $"'{file}': split '{name}' is empty."));
                }
                else if (rule.Count is int complete && complete != ids.Count)
                {
                    problems.Add(new DatasetProblem(
                        false,
                        file,
                        $"'{file}': split '{name}' has {ids.Count} samples, the complete data set {complete}: a part of it, or "
                        + "another version."));
                }

                foreach ((string other, IReadOnlyList<string> otherIds) in splits)
                {
                    Compare(file, name, ids, other, otherIds, problems);
                }

                splits[name] = ids;
            }
            catch (Exception e) when (IsAboutData(e))
            {
                problems.Add(new DatasetProblem(true, file, e.Message));
            }
        }

        return splits;
    }

    private static void Compare(
        string file,
        string name,
        IReadOnlyList<string> ids,
        string other,
        IReadOnlyList<string> otherIds,
        ConcurrentBag<DatasetProblem> problems)
    {
        string[] both = [.. ids.Intersect(otherIds)];
        if (both.Length > 0)
        {
            string more = both.Length > MostIdsNamed ? $" and {both.Length - MostIdsNamed} more" : string.Empty;
            problems.Add(new DatasetProblem(
                false,
                file,
                $"'{file}': {both.Length} samples are in both '{other}' and '{name}': " +
                $"{string.Join(", ", both.Take(MostIdsNamed))}{more}."));
        }
    }

    /// <summary>Opens any split: what is read does not depend on it.</summary>
    private static FolderDataset? Open(
        FolderDescriptor descriptor,
        Dictionary<string, IReadOnlyList<string>> splits,
        ConcurrentBag<DatasetProblem> problems)
    {
        try
        {
            string? split = splits.FirstOrDefault(entry => entry.Value.Count > 0).Key;
            return split is null ? null : FolderDataset.Open(descriptor, split);
        }
        catch (Exception e) when (IsAboutData(e))
        {
            problems.Add(new DatasetProblem(true, descriptor.File, e.Message));
            return null;
        }
    }

    private static void CheckSample(
        FolderDataset dataset,
        string id,
        TaskCounter[] counters,
        ConcurrentBag<DatasetProblem> problems,
        MissingFiles missing,
        ImageSizeCheck sizes)
    {
        string image = SamplePath.Of(dataset.Descriptor.Root, dataset.Descriptor.Images, id);
        if (!File.Exists(image))
        {
            missing.Add("image", image, $"The image '{image}' does not exist (sample '{id}').");
            return;
        }

        missing.LookForLabels(dataset, id);

        DenseSample sample;
        try
        {
            sample = dataset.LoadImage(id);
            sizes.Add(image, sample.Image.Height, sample.Image.Width);
        }
        catch (Exception e) when (IsAboutData(e))
        {
            problems.Add(new DatasetProblem(true, image, e.Message));
            return;
        }

        // Several tasks can read one file; its fault is told once.
        var badFiles = new HashSet<string>();
        foreach (TaskReader reader in dataset.Readers)
        {
            string file = reader.FileOf(id) ?? image;
            if (badFiles.Contains(file) || !File.Exists(file))
            {
                continue;
            }

            try
            {
                sample = reader.Read(sample);
            }
            catch (Exception e) when (IsAboutData(e))
            {
                badFiles.Add(file);
                problems.Add(new DatasetProblem(true, file, e.Message));
            }
        }

        foreach (TaskCounter counter in counters)
        {
            counter.Add(sample);
        }
    }

    private static bool IsAboutData(Exception e) =>
        e is InvalidDataException or IOException or UnauthorizedAccessException;
}
