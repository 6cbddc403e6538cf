using System.Security.Cryptography;
using DenseEdge.Storage;

namespace DenseEdge.Tuf.Metadata;

/// <summary>A file against what trusted metadata says about it.</summary>
internal static class TargetFile
{
    /// <summary>Whether a file is there and is what it must be.</summary>
    public static bool Matches(IFileSystem files, string path, TargetInfo target)
    {
        if (!files.FileExists(path))
        {
            return false;
        }

        try
        {
            Check(files, path, target);
            return true;
        }
        catch (TufException)
        {
            return false;
        }
    }

    /// <summary>Throws unless a file is what it must be: its length, and every digest of a kind that is known.</summary>
    public static void Check(IFileSystem files, string path, TargetInfo target)
    {
        long length = files.Length(path);
        if (length != target.Length)
        {
            throw new TufException(TufReason.Mismatch, $"Expected {target.Length} bytes in '{target.Path}', found {length}.");
        }

        CheckKnown(target);
        CheckDigest(files, path, target, Hashes.Sha256, HashAlgorithmName.SHA256);
        CheckDigest(files, path, target, Hashes.Sha512, HashAlgorithmName.SHA512);
    }

    /// <summary>Throws unless there is a digest of a kind that is known.</summary>
    public static void CheckKnown(TargetInfo target)
    {
        if (!target.Hashes.ContainsKey(Hashes.Sha256) && !target.Hashes.ContainsKey(Hashes.Sha512))
        {
            throw new TufException(
                TufReason.Mismatch,
                $"Expected a digest of '{target.Path}' by {Hashes.Sha256} or {Hashes.Sha512}, "
                + $"found {string.Join(", ", target.Hashes.Keys)}.");
        }
    }

    private static void CheckDigest(IFileSystem files, string path, TargetInfo target, string kind, HashAlgorithmName algorithm)
    {
        if (!target.Hashes.TryGetValue(kind, out string? expected))
        {
            return;
        }

        string found = FileDigest.Hex(files, path, algorithm);
        if (found != expected)
        {
            throw new TufException(TufReason.Mismatch, $"Expected '{target.Path}' with {kind} {expected}, found {found}.");
        }
    }
}
