using System.Text.Json;
using DenseEdge.Bundles.Json;
using DenseEdge.Storage;

namespace DenseEdge.Bundles.Layout;

/// <summary>Writes an image and its blobs as an OCI image layout, what is small and read first in front.</summary>
/// <param name="version">The name that the image has in the index.</param>
/// <param name="imageManifest">The image manifest.</param>
/// <param name="signature">The envelope of signatures; null for none.</param>
/// <param name="blobs">The layers that are there, with how to open them.</param>
internal sealed class LayoutWriter(
    string version, byte[] imageManifest, byte[]? signature, IReadOnlyList<(BundleLayer Layer, Func<Stream> Open)> blobs)
{
    private const int SchemaVersion = 2;

    /// <summary>Writes one tar file, whole or not at all.</summary>
    public void WriteFile(IFileSystem files, string path)
    {
        ArgumentNullException.ThrowIfNull(files);
        string temporary = path + DurableFile.TemporaryEnding;
        bool isDone = false;
        try
        {
            using (WritableFile file = files.Create(temporary))
            {
                TarWriter tar = new(file);
                WriteEntries(tar.Add);
                tar.End();
                file.Sync();
            }

            files.Move(temporary, path);
            isDone = true;
        }
        finally
        {
            if (!isDone)
            {
                DeleteLeftover(() => files.DeleteFile(temporary));
            }
        }

        files.SyncDirectory(Path.GetDirectoryName(path)!);
    }

    /// <summary>Writes a folder, whole or not at all.</summary>
    public void WriteFolder(IFileSystem files, string folder)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (files.DirectoryExists(folder) || files.FileExists(folder))
        {
            throw new IOException($"Expected a folder that isn't there yet, found '{folder}'. Delete it, or name another.");
        }

        string temporary = folder + DurableFile.TemporaryEnding;
        files.DeleteDirectory(temporary);
        FolderWriter writer = new(files, temporary);
        bool isDone = false;
        try
        {
            WriteEntries(writer.Add);
            writer.End();
            files.Move(temporary, folder);
            isDone = true;
        }
        finally
        {
            if (!isDone)
            {
                DeleteLeftover(() => files.DeleteDirectory(temporary));
            }
        }

        files.SyncDirectory(Path.GetDirectoryName(folder)!);
    }

    /// <summary>The file oci-layout.</summary>
    public static byte[] LayoutFile()
        => JsonSerializer.SerializeToUtf8Bytes(new OciLayoutFile(OciLayoutFile.Version), BundleJson.Default.OciLayoutFile);

    /// <summary>The file index.json.</summary>
    public static byte[] Index(string version, byte[] imageManifest) => JsonSerializer.SerializeToUtf8Bytes(
        new OciIndex
        {
            SchemaVersion = SchemaVersion,
            MediaType = MediaTypes.ImageIndex,
            Manifests =
            [
                new OciDescriptor
                {
                    MediaType = MediaTypes.ImageManifest,
                    Digest = BlobDigest.Of(imageManifest),
                    Size = imageManifest.Length,
                    Annotations = new Dictionary<string, string> { [Annotations.RefName] = version },
                },
            ],
        },
        BundleJson.Default.OciIndex);

    private void WriteEntries(Action<string, long, Stream> add)
    {
        AddBytes(add, LayoutNames.Layout, LayoutFile());
        AddBytes(add, LayoutNames.Index, Index(version, imageManifest));
        if (signature is not null)
        {
            AddBytes(add, LayoutNames.Signature, signature);
        }

        AddBytes(add, LayoutNames.Blob(BlobDigest.Of(imageManifest)), imageManifest);
        AddBytes(add, LayoutNames.Blob(BlobDigest.Of(BundleImage.EmptyConfig)), BundleImage.EmptyConfig.ToArray());
        foreach ((BundleLayer layer, Func<Stream> open) in blobs)
        {
            using DigestStream blob = new(open(), layer.Digest, layer.Size, layer.Title ?? layer.Digest);
            add(LayoutNames.Blob(layer.Digest), layer.Size, blob);
        }
    }

    private static void AddBytes(Action<string, long, Stream> add, string name, byte[] bytes)
    {
        using MemoryStream stream = new(bytes, writable: false);
        add(name, bytes.Length, stream);
    }

    // The first error is the one that matters; the next writer of the same file replaces what is left.
    private static void DeleteLeftover(Action delete)
    {
        try
        {
            delete();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }
}
