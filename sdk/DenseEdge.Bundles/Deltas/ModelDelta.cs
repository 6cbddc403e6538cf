using DenseEdge.Storage;

namespace DenseEdge.Bundles.Deltas;

/// <summary>
/// Turns one ONNX file into another of the same network: tensors that stayed are copied, tensors that were trained further are
/// stored as differences, element by element, everything else as it is; all of it through Brotli.
/// </summary>
/// <remarks>Differences between files or chunks save nothing after a fine-tuning: every chunk has a changed element. The file's
/// protobuf is only walked for where the initialisers lie, so a delta never depends on how a library would write the model again:
/// the result is the same file, byte by byte.</remarks>
public static class ModelDelta
{
    /// <summary>A delta is used if it is at most this share of the model.</summary>
    public const double LargestShare = 0.7;

    /// <summary>Whether a delta is worth having.</summary>
    /// <param name="deltaBytes">Its length.</param>
    /// <param name="modelBytes">The model's length.</param>
    public static bool Pays(long deltaBytes, long modelBytes) => deltaBytes <= LargestShare * modelBytes;

    /// <summary>Makes a delta.</summary>
    /// <param name="source">The model that a device has, seekable.</param>
    /// <param name="result">The model that it shall get, seekable.</param>
    /// <param name="delta">Takes the delta.</param>
    /// <returns>What became of every tensor.</returns>
    /// <exception cref="InvalidDataException">One of them is no ONNX model.</exception>
    public static IReadOnlyList<TensorChange> Create(Stream source, Stream result, Stream delta)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(delta);
        DeltaHeader.Of(source, result).Write(delta);
        using DeltaWriter writer = new(delta);
        return new DeltaBuilder(source, result, writer).Run();
    }

    /// <summary>Makes a model from a delta. The file appears whole and right, or not at all.</summary>
    /// <param name="source">The model that the delta starts from, seekable.</param>
    /// <param name="delta">The delta; it is read to its end.</param>
    /// <param name="files">The disk.</param>
    /// <param name="path">The model's file, absolute; its folder exists.</param>
    /// <param name="digest">The digest that the model shall have.</param>
    /// <param name="size">The length that it shall have, in bytes; never more is written.</param>
    /// <exception cref="InvalidDataException">It is no delta, a damaged one, one for another model, or one that makes another
    /// model.</exception>
    /// <exception cref="IOException">The disk refused.</exception>
    public static void Apply(Stream source, Stream delta, IFileSystem files, string path, string digest, long size)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(delta);
        ArgumentNullException.ThrowIfNull(files);
        string temporary = path + DurableFile.TemporaryEnding;
        bool isDone = false;
        try
        {
            using (WritableFile file = files.Create(temporary))
            {
                DeltaReader.Run(source, delta, file, digest, size);
                file.Sync();
            }

            files.Move(temporary, path);
            isDone = true;
        }
        finally
        {
            if (!isDone)
            {
                DeleteLeftover(files, temporary);
            }
        }

        files.SyncDirectory(Path.GetDirectoryName(path)!);
    }

    // The first error is the one that matters.
    private static void DeleteLeftover(IFileSystem files, string temporary)
    {
        try
        {
            files.DeleteFile(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }
}
