using System.Net;

namespace DenseEdge.Cli.Fronts;

/// <summary>Texts of a page.</summary>
internal static class PageText
{
    /// <summary>A text as HTML and XML have it.</summary>
    /// <param name="text">The text.</param>
    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A path as a link has it.</summary>
    /// <param name="path">A relative path of this machine.</param>
    public static string Link(string path)
        => string.Join(
            '/', path.Replace('\\', '/').Split('/').Where(part => part is not ("" or ".")).Select(Uri.EscapeDataString));
}
