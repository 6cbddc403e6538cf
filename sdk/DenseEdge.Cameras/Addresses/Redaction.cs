using System.Text.RegularExpressions;

namespace DenseEdge.Cameras.Addresses;

/// <summary>Takes passwords out of what is printed.</summary>
internal static partial class Redaction
{
    private const string Mask = "***";

    /// <summary>Masks the password of a URI, and the values of options whose names sound like a secret.</summary>
    /// <param name="uri">A URI, well-formed or not.</param>
    internal static string OfUri(string uri)
        => SecretOption().Replace(Credentials().Replace(uri, $"$1:{Mask}@"), $"$1={Mask}");

    /// <summary>Masks a password, as it is and percent-escaped, in a text of another library's.</summary>
    /// <param name="text">The text.</param>
    /// <param name="password">The password; null if there is none.</param>
    internal static string OfText(string text, string? password)
        => string.IsNullOrEmpty(password)
            ? OfUri(text)
            : OfUri(text.Replace(Uri.EscapeDataString(password), Mask, StringComparison.Ordinal)
                .Replace(password, Mask, StringComparison.Ordinal));

    // Up to the last @ before the query, so that a password with an unescaped @ or / is masked whole.
    [GeneratedRegex(@"(://[^:@/?\s]*):[^?\s]*@")]
    private static partial Regex Credentials();

    [GeneratedRegex(@"([?&][^=&]*(?:pass|pwd|secret|token|auth|key)[^=&]*)=[^&\s]*", RegexOptions.IgnoreCase)]
    private static partial Regex SecretOption();
}
