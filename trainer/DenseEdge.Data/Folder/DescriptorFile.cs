using System.Text.Json;
using System.Text.Json.Serialization;

namespace DenseEdge.Data.Folder;

/// <summary>Finds and reads descriptors.</summary>
internal static class DescriptorFile
{
    internal const string Name = "denseedge.json";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowOutOfOrderMetadataProperties = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private static string ShippedFolder => Path.Combine(AppContext.BaseDirectory, "descriptors");

    internal static FolderDescriptor Find(string path)
    {
        FolderDescriptor descriptor = FindUnchecked(path);
        IReadOnlyList<string> faults = descriptor.Faults();
        return faults.Count == 0
            ? descriptor
            : throw new InvalidDataException($"'{descriptor.File}' has faults:\n  {string.Join("\n  ", faults)}");
    }

    /// <summary>Finds a descriptor that may have faults; see <see cref="FolderDescriptor.Faults"/>.</summary>
    internal static FolderDescriptor FindUnchecked(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (File.Exists(path))
        {
            if (BenchmarkLayout.IsArchive(path))
            {
                throw new InvalidDataException($"'{path}' is an archive: unpack it, and name the folder.");
            }

            return Read(path, Path.GetDirectoryName(Path.GetFullPath(path))!);
        }

        if (!Directory.Exists(path))
        {
            throw new InvalidDataException(
                $"'{path}' does not exist; expected a data folder or a descriptor ({Name}).");
        }

        string own = Path.Combine(path, Name);
        string full = Path.GetFullPath(path);
        return File.Exists(own) ? Read(own, full)
            : BenchmarkLayout.Find(full) is var (name, folder) ? Read(Path.Combine(ShippedFolder, $"{name}.json"), folder)
            : Shipped(full);
    }

    /// <summary>Reads the descriptors of the benchmarks, for what they say apart from any folder.</summary>
    internal static IEnumerable<FolderDescriptor> Benchmarks() =>
        BenchmarkLayout.Names.Order(StringComparer.Ordinal)
            .Select(name => Path.Combine(ShippedFolder, $"{name}.json"))
            .Where(File.Exists)
            .Select(file => Read(file, ShippedFolder));

    /// <summary>Reads a descriptor.</summary>
    /// <param name="path">The file.</param>
    /// <param name="folder">The folder that paths in it are relative to.</param>
    private static FolderDescriptor Read(string path, string folder)
    {
        FolderDescriptor descriptor = Parse(path);
        return descriptor with { File = path, Root = Path.GetFullPath(Path.Combine(folder, descriptor.Root)) };
    }

    private static FolderDescriptor Parse(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return JsonSerializer.Deserialize<FolderDescriptor>(stream, Options)
                ?? throw new InvalidDataException($"'{path}' is empty, expected a data set's description.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{path}' is no valid description of a data set: {e.Message}", e);
        }
        catch (NotSupportedException e)
        {
            // A task without its encoding: the serializer can't know which kind it is.
            throw new InvalidDataException(
                $"'{path}': each task needs an encoding ({TaskDescriptor.Encodings}). {e.Message}", e);
        }
    }

    private static FolderDescriptor Shipped(string folder)
    {
        string[] files = Directory.Exists(ShippedFolder) ? Directory.GetFiles(ShippedFolder, "*.json") : [];
        Array.Sort(files, StringComparer.Ordinal);
        string known = string.Join(", ", files.Select(Path.GetFileNameWithoutExtension));
        files = [.. files.Where(file => !BenchmarkLayout.Names.Contains(Path.GetFileNameWithoutExtension(file)))];
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        IEnumerable<FolderDescriptor> byName = files
            .OrderByDescending(file => string.Equals(
                Path.GetFileNameWithoutExtension(file), name, StringComparison.OrdinalIgnoreCase))
            .Select(file => Read(file, folder));
        return byName.FirstOrDefault(Fits)
            ?? throw new InvalidDataException(
                $"'{folder}' has no {Name}, and none of the known data sets " +
                $"({known}) fits what is in it.{BenchmarkLayout.Hint(folder)} " +
                $"Write a {Name} that says where the images, the splits and each task's labels are; " +
                "trainer/DenseEdge.Data/descriptors shows how.");
    }

    /// <summary>Whether the first sample of every split has its image and all its labels in the folder.</summary>
    private static bool Fits(FolderDescriptor descriptor) =>
        descriptor.Splits.Values.All(
            split => split.File is not { } file || File.Exists(Path.Combine(descriptor.Root, file)))
        && descriptor.Splits.Keys.All(
            split => SplitIds.Of(descriptor, split).Take(1).Any(id => HasFiles(descriptor, id)));

    private static bool HasFiles(FolderDescriptor descriptor, string id) =>
        File.Exists(SamplePath.Of(descriptor.Root, descriptor.Images, id))
        && descriptor.Tasks.All(task => task.Optional
            || task.LabelFile is null
            || task.LabelFiles.Any(place => File.Exists(SamplePath.Of(descriptor.Root, place, id))));
}
