namespace DenseEdge.Cli.Remote;

/// <summary>Words that a user gave as one text.</summary>
internal static class Words
{
    /// <summary>Splits at spaces; words can't have any.</summary>
    /// <param name="text">The text.</param>
    public static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
