using System.Text.RegularExpressions;

namespace DenseEdge.FleetServer.Repository;

/// <summary>A file's name inside the signed repository: segments that can climb out of no folder.</summary>
internal static partial class RepositoryPath
{
    private const int MatchMs = 1000;
    private const int MostCharacters = 400;

    /// <summary>The folder of TUF metadata.</summary>
    public const string Metadata = "metadata";

    /// <summary>The folder of the files that the metadata sign.</summary>
    public const string Targets = "targets";

    /// <summary>Whether a name may be that of a file in the repository.</summary>
    public static bool IsValid(string path) => path.Length <= MostCharacters && Pattern().IsMatch(path);

    /// <summary>Whether a file may be replaced: of TUF's files only timestamp.json has no version in its name.</summary>
    public static bool IsReplaceable(string kind, string path) => kind == Metadata && path == "timestamp.json";

    // A segment begins with a letter, a digit or '_': no "..", no hidden file.
    [GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9._+~-]*(/[A-Za-z0-9_][A-Za-z0-9._+~-]*)*$", RegexOptions.ExplicitCapture, MatchMs)]
    private static partial Regex Pattern();
}
