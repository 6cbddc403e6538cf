namespace DenseEdge.Cli.Flashing;

/// <summary>Words for a POSIX shell.</summary>
internal static class ShellText
{
    /// <summary>Makes one word of any text: in single quotes nothing has a meaning but the quote itself.</summary>
    /// <param name="text">The text, without NUL.</param>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
