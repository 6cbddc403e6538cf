namespace DenseEdge.Fleet;

/// <summary>Rules that several facets have for what comes from outside.</summary>
internal static class Checks
{
    /// <summary>
    /// Refuses a text that is empty, too long, or has characters that don't print; PostgreSQL keeps no NUL, a log no line ends.
    /// </summary>
    public static string Text(string? text, string what, int mostCharacters)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > mostCharacters || text.Any(char.IsControl) || HasLoneSurrogate(text))
        {
            string found =
                text is null ? "none" : text.Length > mostCharacters ? $"{text.Length} characters" : $"'{Printable(text)}'";
            throw FleetException.Invalid($"Expected {what} of 1 to {mostCharacters} printable characters, found {found}.");
        }

        return text;
    }

    /// <summary>Refuses an identifier that wouldn't fit into one part of a path.</summary>
    public static string DeviceId(string? id)
    {
        string text = Text(id, "a device's identifier", 128);
        return text.AsSpan().ContainsAny('/', '\\') || text is "." or ".." || text.Trim() != text
            ? throw FleetException.Invalid(
                $"A device's identifier has no slash, no space around it and isn't a dot; found '{text}'.")
            : text;
    }

    public static int Limit(int limit, int most) => limit >= 1 && limit <= most
        ? limit
        : throw FleetException.Invalid($"Expected a limit from 1 to {most}, found {limit}.");

    /// <summary>
    /// Text as databases take it: control characters but line ends and tabs, and halves of characters, become U+FFFD.
    /// </summary>
    public static string Clean(string text) =>
        text.Any(letter => (char.IsControl(letter) && letter is not ('\n' or '\t')) || char.IsSurrogate(letter))
            ? string.Concat(text.EnumerateRunes().Select(rune => Rune(rune)))
            : text;

    private static string Rune(System.Text.Rune rune) =>
        System.Text.Rune.IsControl(rune) && rune.Value is not ('\n' or '\t') ? "\uFFFD" : rune.ToString();

    private static bool HasLoneSurrogate(string text) =>
        text.EnumerateRunes().Any(rune => rune == System.Text.Rune.ReplacementChar);

    private static string Printable(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter));
}
