using System.Text.Json;
using DenseEdge.Storage;
using DenseEdge.Tuf.Metadata;

namespace DenseEdge.Tuf;

/// <summary>A trusted root.json, for checking signatures without a repository.</summary>
public sealed class TrustedRoot
{
    private const int MostBytes = 512 * 1024;

    private readonly RootMetadata _root;

    internal TrustedRoot(RootMetadata root)
    {
        _root = root;
    }

    /// <summary>Its version.</summary>
    public long Version => _root.Version;

    /// <summary>When it expires.</summary>
    public DateTimeOffset Expires => _root.Expires;

    /// <summary>Reads one. It must be signed by its own keys, which finds damage; that it is the right one must be
    /// known.</summary>
    /// <param name="json">root.json.</param>
    /// <exception cref="TufException">It is no root, or not signed by itself.</exception>
    public static TrustedRoot Parse(ReadOnlySpan<byte> json) => new(RootMetadata.ReadTrusted("root.json", json.ToArray()));

    /// <summary>Reads one.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="TufException">It is no root, or not signed by itself.</exception>
    public static TrustedRoot Load(IFileSystem files, string path)
    {
        ArgumentNullException.ThrowIfNull(files);
        return files.FileExists(path)
            ? Parse(DurableFile.Read(files, path, MostBytes))
            : throw new TufException(TufReason.NoRoot, $"Expected a trusted root in '{path}', found no file.");
    }

    /// <summary>Checks an envelope {"signed": ..., "signatures": [{"keyid", "sig"}]} against the keys of a role.</summary>
    /// <param name="role">"root", "targets", "snapshot" or "timestamp".</param>
    /// <param name="envelope">UTF-8.</param>
    /// <returns>What is signed.</returns>
    /// <exception cref="TufException">Fewer keys signed than the role's threshold.</exception>
    public JsonElement VerifySignedBy(string role, ReadOnlySpan<byte> envelope)
    {
        SignedFile file = SignedFile.Parse("the signed file", envelope.ToArray());
        _root[role].Check(file);
        return file.Signed;
    }
}
