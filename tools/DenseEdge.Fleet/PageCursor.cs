using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using DenseEdge.Fleet.Sql;

namespace DenseEdge.Fleet;

/// <summary>Where a page ended, as a text that clients hand back as it is.</summary>
internal static class PageCursor
{
    /// <param name="parts">The last row's place in the order.</param>
    public static string Write(params string[] parts) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(JsonSerializer.Serialize([.. parts], SqlJson.Default.ListString)));

    /// <exception cref="FleetException">It isn't a cursor of such a list.</exception>
    public static IReadOnlyList<string> Read(string cursor, int parts)
    {
        try
        {
            List<string>? read = JsonSerializer.Deserialize(Base64Url.DecodeFromChars(cursor), SqlJson.Default.ListString);
            if (read?.Count == parts && read.All(part => part is not null && !part.Contains('\0', StringComparison.Ordinal)))
            {
                return read;
            }
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            throw Unreadable(cursor);
        }

        throw Unreadable(cursor);
    }

    public static long ReadNumber(string cursor) =>
        long.TryParse(Read(cursor, 1)[0], out long number) ? number : throw Unreadable(cursor);

    public static FleetException Unreadable(string cursor) =>
        FleetException.Invalid($"Expected a cursor that a page of this list ended with, found '{cursor}'.");
}
