using DenseEdge.Bundles.Deltas;
using DenseEdge.Bundles.Layout;
using DenseEdge.Storage;

namespace DenseEdge.Bundles;

/// <summary>Writes a bundle's files into a folder of another name, which gets its own when all of them are on the disk.</summary>
internal sealed class BundleExtraction(Bundle bundle, IFileSystem files, ExtractOptions options)
{
    private long _done;

    /// <summary>Makes the folder.</summary>
    public void Run(string folder)
    {
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (files.DirectoryExists(target) || files.FileExists(target))
        {
            throw new IOException($"Expected a folder that isn't there yet, found '{target}'. Delete it, or name another.");
        }

        string temporary = target + DurableFile.TemporaryEnding;
        files.DeleteDirectory(temporary);
        files.CreateDirectory(temporary);
        bool isDone = false;
        try
        {
            WriteAll(temporary);
            files.SyncDirectory(temporary);
            files.Move(temporary, target);
            isDone = true;
        }
        finally
        {
            if (!isDone)
            {
                DeleteLeftover(temporary);
            }
        }

        files.SyncDirectory(Path.GetDirectoryName(target)!);
    }

    private void WriteAll(string folder)
    {
        Write(folder, BundleFiles.ImageManifest, new MemoryStream(bundle.ImageManifest.ToArray()));
        Write(folder, BundleFiles.Manifest, bundle.OpenBlob(
            bundle.Layers.First(layer => layer.MediaType == MediaTypes.Manifest).Digest));
        Write(folder, BundleFiles.Golden, bundle.OpenBlob(bundle.Manifest.GoldenDigest));
        foreach (ModelVariant model in options.Models ?? bundle.Manifest.Models)
        {
            if (bundle.Has(model.Digest))
            {
                Write(folder, model.File, bundle.OpenBlob(model.Digest));
            }
            else
            {
                WriteFromDelta(folder, model);
            }
        }
    }

    private void Write(string folder, string name, Stream source)
    {
        using Stream opened = source;
        using WritableFile file = files.Create(Path.Combine(folder, name));
        _done = BlobCopy.Run(opened, file, _done, options.Progress, options.CancellationToken);
        file.Sync();
    }

    private void WriteFromDelta(string folder, ModelVariant model)
    {
        foreach (BundleLayer delta in bundle.Layers.Where(layer => layer.DeltaResult == model.Digest && bundle.Has(layer.Digest)))
        {
            if (options.Installed(delta.DeltaBase!) is { } installed)
            {
                using Stream source = files.OpenRead(installed);
                using Stream opened = bundle.OpenBlob(delta.Digest);
                ModelDelta.Apply(source, opened, files, Path.Combine(folder, model.File), model.Digest, model.Size);
                _done += model.Size;
                options.Progress?.Report(_done);
                return;
            }
        }

        throw new InvalidDataException(
            $"{bundle.Path}: it has {model.File} as a delta only, and the model that the delta starts from isn't here. "
            + "Fetch the whole bundle.");
    }

    // The first error is the one that matters; the next extraction deletes what is left.
    private void DeleteLeftover(string temporary)
    {
        try
        {
            files.DeleteDirectory(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }
}
