using System.Text.RegularExpressions;

namespace DenseEdge.Agent.Serving;

/// <summary>A link of an answer.</summary>
/// <param name="Href">The address.</param>
internal sealed partial record DdiLink(string? Href)
{
    private const int MatchMs = 1000;

    /// <summary>The last piece of a link to an action, such as <c>17?c=42</c>. Only this is taken from it: the rest of the
    /// address is the one that the device was given, so that no answer leads it elsewhere.</summary>
    /// <returns>Null if it is no link to an action.</returns>
    public ActionPiece? Action => Piece().Match(Href ?? string.Empty) is { Success: true } match
        ? new ActionPiece(match.Groups["id"].Value, match.Groups["query"].Value)
        : null;

    [GeneratedRegex(@"/(?<id>[A-Za-z0-9_-]{1,64})(?<query>\?[A-Za-z0-9=&_.-]{0,256})?$", RegexOptions.ExplicitCapture, MatchMs)]
    private static partial Regex Piece();

    /// <param name="Id">The action.</param>
    /// <param name="Query">Which version of it, with its question mark; empty for none.</param>
    internal readonly record struct ActionPiece(string Id, string Query);
}
