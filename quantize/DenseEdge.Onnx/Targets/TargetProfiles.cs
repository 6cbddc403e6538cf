using System.Reflection;

namespace DenseEdge.Onnx.Targets;

/// <summary>The profiles that come with the program, and files of the user's own.</summary>
public static class TargetProfiles
{
    private const string Prefix = "targets/";
    private const string Extension = ".json";

    /// <summary>The names of the profiles that come with the program, sorted.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Extension.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Finds a profile.</summary>
    /// <param name="nameOrPath">One of <see cref="Names"/>, or the path of a profile file: something that ends in
    /// <c>.json</c> or holds a directory separator.</param>
    /// <exception cref="ArgumentException">There is no such profile; the message lists those that there are.</exception>
    /// <exception cref="InvalidDataException">The file is no valid profile; the message lists every fault.</exception>
    public static TargetProfile Find(string nameOrPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(nameOrPath);
        bool isPath = nameOrPath.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)
            || nameOrPath.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return isPath ? Load(nameOrPath) : BuiltIn(nameOrPath);
    }

    private static TargetProfile Load(string path) => File.Exists(path)
        ? TargetProfileReader.Read(File.ReadAllText(path), path)
        : throw new ArgumentException($"Expected a target profile, found no file '{path}'. {Known()}");

    private static TargetProfile BuiltIn(string name)
    {
        using Stream? stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name + Extension);
        if (stream is null)
        {
            throw new ArgumentException($"Unknown target '{name}'. {Known()}");
        }

        using StreamReader reader = new(stream);
        return TargetProfileReader.Read(reader.ReadToEnd(), name + Extension);
    }

    private static string Known() => $"Targets: {string.Join(", ", Names)}, or the path of a profile (JSON).";
}
