using System.Security.Cryptography;
using DenseEdge.Contracts;
using DenseEdge.Sdk.Inference.Pruning;

namespace DenseEdge.Sdk.Inference;

/// <summary>A model file that further sessions are made from. It isn't kept in memory, so it has to stay as it is.</summary>
internal sealed class OrtModelFile(string path)
{
    private readonly (long Bytes, DateTime WrittenUtc) _stamp = Stamp(path);

    public string Path { get; } = path;

    /// <summary>The folder that weights outside of the model lie in.</summary>
    public string Folder { get; } = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;

    /// <summary>Reads what the model says about itself, before an engine is built for it.</summary>
    /// <exception cref="InvalidDataException">It says nothing, or no DenseEdge model.</exception>
    public ModelMetadata ReadMetadata()
    {
        try
        {
            return ModelMetadata.Parse(ModelEntry.Find(Read(), ModelMetadata.Key), Path);
        }
        catch (InvalidDataException exception) when (!exception.Message.StartsWith(Path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{Path}: {exception.Message}", exception);
        }
    }

    /// <summary>Makes the model that computes some of the tasks.</summary>
    /// <exception cref="EngineException">The file changed since it was loaded.</exception>
    public byte[] ReadPruned(ModelMetadata model, TaskSet tasks)
        => ModelPruner.Keep(
            Read(),
            model.Tasks.Where(task => tasks[task.Spec.Kind]).Select(task => task.OutputName).ToHashSet(StringComparer.Ordinal));

    /// <summary>The SHA-256 of the file, in hexadecimal.</summary>
    /// <exception cref="EngineException">The file changed since it was loaded.</exception>
    public string Digest() => Convert.ToHexStringLower(SHA256.HashData(Read()));

    private byte[] Read()
    {
        if (!File.Exists(Path) || Stamp(Path) != _stamp)
        {
            throw new EngineException(
                $"{Path}: the model file changed or went away since it was loaded. Load the predictor again; to replace a model, "
                + "write a file of another name.");
        }

        return File.ReadAllBytes(Path);
    }

    private static (long Bytes, DateTime WrittenUtc) Stamp(string path)
    {
        FileInfo file = new(path);
        return (file.Length, file.LastWriteTimeUtc);
    }
}
