namespace DenseEdge.Cameras.Addresses;

/// <summary>The pieces of a camera's URI.</summary>
/// <param name="Scheme">What stands before <c>://</c>, in lower case.</param>
/// <param name="Authority">What stands between <c>://</c> and the path, as written.</param>
/// <param name="Path">The path with its slash, as written; for a plain path the path itself.</param>
/// <param name="Query">What follows the question mark, as written.</param>
/// <param name="Name">The URI without passwords.</param>
internal sealed record AddressParts(string Scheme, string Authority, string Path, string Query, string Name)
{
    private const string SchemeEnd = "://";

    /// <summary>Path without percent escapes.</summary>
    internal string LocalPath => Uri.UnescapeDataString(Path);

    /// <summary>Takes a URI apart. A plain path becomes the URI of a device, a folder, numbered images or a
    /// file.</summary>
    /// <param name="uri">What the user wrote.</param>
    internal static AddressParts Split(string uri)
    {
        int end = uri.IndexOf(SchemeEnd, StringComparison.Ordinal);
        if (end < 0)
        {
            return PlainPath(uri);
        }

        (string address, string query) = SplitQuery(uri[(end + SchemeEnd.Length)..]);
        int slash = address.IndexOf('/', StringComparison.Ordinal);
        // An unescaped slash in a password: the last @ ends the credentials.
        int at = address.LastIndexOf('@');
        int path = slash >= 0 && slash < at ? address.IndexOf('/', at) : slash;
        (string authority, string rest) = path < 0 ? (address, string.Empty) : (address[..path], address[path..]);
        return new AddressParts(uri[..end].ToLowerInvariant(), authority, rest, query, Redaction.OfUri(uri));
    }

    /// <summary>Makes the start of an error message.</summary>
    internal string Fault(string expected) => $"Camera '{Name}': {expected}";

    private static AddressParts PlainPath(string path)
    {
        bool exists = File.Exists(path) || Directory.Exists(path);
        (string place, string query) = exists ? (path, string.Empty) : SplitQuery(path);
        bool isNumber = place.Length is > 0 and < 4 && place.All(char.IsAsciiDigit);
        string scheme = isNumber || place.StartsWith("/dev/video", StringComparison.Ordinal) ? "v4l2"
            : Directory.Exists(place) || ImagesAddress.IsPattern(place) || Imaging.ImageFile.HasImageExtension(place) ? "dir"
            : "file";
        string full = isNumber ? place : System.IO.Path.GetFullPath(place);
        // Escaped, because paths may hold what means something in a URI.
        return isNumber
            ? new AddressParts(scheme, place, string.Empty, query, path)
            : new AddressParts(scheme, string.Empty, Uri.EscapeDataString(full), query, path);
    }

    private static (string Address, string Query) SplitQuery(string text)
    {
        int mark = text.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? (text, string.Empty) : (text[..mark], text[(mark + 1)..]);
    }
}
