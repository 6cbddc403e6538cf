using System.Text.RegularExpressions;

namespace DenseEdge.FleetServer.Repository;

/// <summary>A file's name inside the signed repository: TUF metadata, or the files that these sign.</summary>
internal static partial class RepositoryPath
{
    private const int MatchMs = 1000;
    private const int MostCharacters = 400;

    /// <summary>Whether a name may be that of a file in the repository.</summary>
    /// <param name="kind">metadata or targets.</param>
    /// <param name="path">The rest, parts by slashes.</param>
    public static bool IsValid(string kind, string path)
        => kind is "metadata" or "targets" && path.Length <= MostCharacters && Pattern().IsMatch(path);

    /// <summary>Whether a name may come to stand for another content: of TUF's files only timestamp.json has no version in its
    /// name.</summary>
    /// <param name="name">Kind and path.</param>
    public static bool IsReplaceable(string name) => name == "metadata/timestamp.json";

    // A part begins with a letter, a digit or '_': no "..", no hidden file. Targets are named by digests such as sha256:0ff2.
    [GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9._:+~-]*(/[A-Za-z0-9_][A-Za-z0-9._:+~-]*)*$", RegexOptions.ExplicitCapture, MatchMs)]
    private static partial Regex Pattern();
}
