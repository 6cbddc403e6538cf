using System.Collections.Concurrent;

namespace DenseEdge.Data.Folder;

/// <summary>Collects the files that a data set lacks: whole folders are told in one line. Safe from several threads.</summary>
internal sealed class MissingFiles
{
    private const int MostNamed = 5;

    private readonly ConcurrentDictionary<(string What, string Folder), ConcurrentBag<(string File, string Message)>> _missing
        = new();

    /// <summary>Looks for the labels of a sample; a file that several tasks read is missing once.</summary>
    internal void LookForLabels(FolderDataset dataset, string id)
    {
        var files = new HashSet<string>(StringComparer.Ordinal);
        foreach (TaskReader reader in dataset.Readers)
        {
            if (!reader.Optional && reader.FileOf(id) is { } file && !File.Exists(file) && files.Add(file))
            {
                string key = reader.Task.Task;
                Add($"label of {key}", file, $"The label '{file}' does not exist ({key} of sample '{id}').");
            }
        }
    }

    /// <summary>Adds a file.</summary>
    /// <param name="what">What it is, for the message about many.</param>
    /// <param name="file">The file.</param>
    /// <param name="message">The message about this one.</param>
    internal void Add(string what, string file, string message) =>
        _missing.GetOrAdd((what, Path.GetDirectoryName(file) ?? string.Empty), _ => []).Add((file, message));

    /// <summary>Tells what is missing.</summary>
    internal IEnumerable<DatasetProblem> Problems()
    {
        foreach (((string what, string folder), ConcurrentBag<(string File, string Message)> bag) in _missing)
        {
            (string File, string Message)[] files = [.. bag.OrderBy(entry => entry.File, StringComparer.Ordinal)];
            if (files.Length <= MostNamed)
            {
                foreach ((string file, string message) in files)
                {
                    yield return new DatasetProblem(true, file, message);
                }
            }
            else
            {
                yield return new DatasetProblem(true, files[0].File, Many(what, folder, files));
            }
        }
    }

    private static string Many(string what, string folder, (string File, string Message)[] files)
    {
        string names = string.Join(", ", files.Take(MostNamed).Select(entry => Path.GetFileName(entry.File)));
        string state = Directory.Exists(folder) ? "files are missing" : "the folder is missing";
        return $"'{folder}': {state}, {files.Length} samples have no {what}: {names} and {files.Length - MostNamed} more. "
            + "Unpack the archive again; if they are missing there too, the download is incomplete.";
    }
}
