namespace DenseEdge.Sdk.Inference.TensorRt;

/// <summary>
/// The folder in which TensorRT keeps built engines and their timings: one subfolder for each <see cref="EngineKey"/>, with a
/// file that holds the key. A subfolder whose file is damaged or of another key is set aside, and the engine is built again.
/// </summary>
internal static class EngineCache
{
    /// <summary>The file that says what a subfolder is.</summary>
    public const string KeyFile = "engine.json";

    private const string CacheVariable = "DENSEEDGE_CACHE";

    /// <summary>Where the cache is.</summary>
    /// <param name="option"><see cref="PredictorOptions.CacheFolder"/>.</param>
    public static string Root(string? option)
    {
        if (!string.IsNullOrEmpty(option))
        {
            return Path.GetFullPath(option);
        }

        string? shared = Environment.GetEnvironmentVariable(CacheVariable);
        return string.IsNullOrEmpty(shared)
            ? Path.Combine(UserCache(), "denseedge", "engines")
            : Path.Combine(Path.GetFullPath(shared), "engines");
    }

    /// <summary>Finds out whether the folder can be written, by doing it. Makes the folder if there is none.</summary>
    /// <returns>What is wrong and what to do, or null.</returns>
    public static string? FindFault(string root)
    {
        string probe = Path.Combine(root, $".write-{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(root);
            File.WriteAllBytes(probe, [1]);
            File.Delete(probe);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"{root}: the folder for built engines can't be written, so that TensorRT would build for minutes at every "
                + $"start. Make it writable, or name another in PredictorOptions.CacheFolder. The system said: {exception.Message}";
        }
    }

    /// <summary>Opens the subfolder of a key; makes it if there is none, whole or not at all.</summary>
    /// <returns>Its full path.</returns>
    /// <exception cref="EngineException">The folder can't be written.</exception>
    public static string Open(string root, EngineKey key)
    {
        if (FindFault(root) is { } fault)
        {
            throw new EngineException(fault);
        }

        string folder = Path.Combine(root, key.FolderName);
        if (Directory.Exists(folder))
        {
            if (IsOf(folder, key))
            {
                return folder;
            }

            Directory.Move(folder, $"{folder}.aside-{Guid.NewGuid():N}");
        }

        Create(folder, key);
        return folder;
    }

    private static bool IsOf(string folder, EngineKey key)
    {
        string file = Path.Combine(folder, KeyFile);
        return File.Exists(file) && File.ReadAllText(file) == key.ToJson();
    }

    private static void Create(string folder, EngineKey key)
    {
        string made = $"{folder}.new-{Guid.NewGuid():N}";
        Directory.CreateDirectory(made);
        File.WriteAllText(Path.Combine(made, KeyFile), key.ToJson());
        try
        {
            Directory.Move(made, folder);
        }
        catch (IOException) when (Directory.Exists(folder) && IsOf(folder, key))
        {
            // Another process was faster and made the same.
            Directory.Delete(made, recursive: true);
        }
    }

    private static string UserCache()
    {
        if (OperatingSystem.IsWindows())
        {
            return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        }

        string? cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        return !string.IsNullOrEmpty(cache)
            ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
    }
}
