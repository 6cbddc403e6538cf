namespace DenseEdge.Cli.Running;

/// <summary>Finds pretrained weights: a file, or the short name <c>mobilenet</c>.</summary>
internal static class WeightsArgument
{
    private const string Pattern = "mobilenet_v2*imagenet*.safetensors";

    /// <summary>Finds the file.</summary>
    /// <param name="value">A path, or "mobilenet"; null for none.</param>
    /// <param name="dataFolder">The folder of the data set: weights are looked for beside it.</param>
    /// <returns>The full path, or null for no pretrained weights.</returns>
    /// <exception cref="ArgumentException">Nothing was found; the message says where it was looked for.</exception>
    public static string? Find(string? value, string? dataFolder)
    {
        if (value is null)
        {
            return null;
        }

        if (File.Exists(value))
        {
            return Path.GetFullPath(value);
        }

        if (value != "mobilenet")
        {
            throw new ArgumentException(
                $"Expected a safetensors file, a checkpoint of PyTorch or 'mobilenet' for --weights, found no file '{value}'.");
        }

        List<string> folders = [];
        if (Environment.GetEnvironmentVariable("DENSEEDGE_WEIGHTS") is { Length: > 0 } named)
        {
            folders.Add(named);
        }

        if (dataFolder is not null)
        {
            folders.Add(Path.Combine(dataFolder, "..", "weights"));
        }

        folders.Add("weights");
        foreach (string folder in folders.Where(Directory.Exists))
        {
            string? file = Directory.EnumerateFiles(folder, Pattern).Order(StringComparer.Ordinal).FirstOrDefault();
            if (file is not null)
            {
                return Path.GetFullPath(file);
            }
        }

        throw new ArgumentException(
            $"Expected a file {Pattern} for --weights mobilenet in one of: {string.Join(", ", folders.Select(Path.GetFullPath))}. "
            + "Name the file itself, or set DENSEEDGE_WEIGHTS to its folder.");
    }
}
