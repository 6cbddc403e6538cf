namespace DenseEdge.Tuf.Metadata;

/// <summary>Where a target lies in a repository.</summary>
internal static class TargetPath
{
    /// <summary>A target's path in pieces, the digest in front of the last if the repository is consistent (section
    /// 6.2.1).</summary>
    /// <exception cref="TufException">A piece would leave the repository, or is no name of a file.</exception>
    public static IReadOnlyList<string> Segments(TargetInfo target, bool isConsistent)
    {
        string[] segments = target.Path.Split('/');
        CheckSafe(target.Path, segments);
        if (isConsistent)
        {
            string digest = target.Hashes.GetValueOrDefault(Hashes.Sha256) ?? target.Hashes[Hashes.Sha512];
            segments[^1] = $"{digest}.{segments[^1]}";
        }

        return segments;
    }

    /// <summary>Throws if a path would leave the repository, or is no path.</summary>
    public static void CheckSafe(string path) => CheckSafe(path, path.Split('/'));

    private static void CheckSafe(string path, string[] segments)
    {
        if (Array.Exists(segments, segment => segment is "" or "." or ".." || segment.AsSpan().ContainsAny("\\\0")))
        {
            throw TufException.Malformed(
                $"Expected names between single slashes as the path of a target, without '.', '..' and '\\', found '{path}'.");
        }
    }
}
