using System.Text.Json;

namespace DenseEdge.FleetServer.Ddi;

/// <summary>Reads what devices send. Clients differ in what they write: ids and times are not looked at, since path and clock
/// of the server say more; words are taken in any case; members that are unknown are skipped.</summary>
internal static class DdiBody
{
    private const int DeepestNesting = 16;

    /// <summary>Reads a body as a JSON object.</summary>
    /// <typeparam name="T">What is made of it.</typeparam>
    /// <param name="context">The request.</param>
    /// <param name="read">Makes it of the object.</param>
    /// <returns>What was made.</returns>
    /// <exception cref="BadHttpRequestException">It is none: 400, or 415 for another media type.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context, Func<JsonElement, T> read)
    {
        using JsonDocument document = await ParseAsync(context);
        try
        {
            return read(document.RootElement);
        }
        catch (InvalidOperationException fault)
        {
            // A text with half of a character: JSON's grammar allows it, no text of .NET can be it.
            throw new BadHttpRequestException($"Expected texts of Unicode, found: {fault.Message}");
        }
    }

    private static async Task<JsonDocument> ParseAsync(HttpContext context)
    {
        if (!DdiMedia.IsJson(context.Request))
        {
            throw new BadHttpRequestException(
                $"Expected {DdiMedia.Json}, found '{context.Request.ContentType}'.", StatusCodes.Status415UnsupportedMediaType);
        }

        JsonDocument document;
        try
        {
            document = await JsonDocument.ParseAsync(
                context.Request.Body, new JsonDocumentOptions { MaxDepth = DeepestNesting, AllowTrailingCommas = true },
                context.RequestAborted);
        }
        catch (JsonException fault)
        {
            throw new BadHttpRequestException($"Expected a JSON object, found: {fault.Message}");
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            return document;
        }

        using (document)
        {
            throw new BadHttpRequestException($"Expected a JSON object, found {document.RootElement.ValueKind}.");
        }
    }

    /// <summary>Gets a member that is an object.</summary>
    /// <returns>The object; null if there is none.</returns>
    public static JsonElement? Object(JsonElement parent, string name)
        => parent.TryGetProperty(name, out JsonElement found) && found.ValueKind == JsonValueKind.Object ? found : null;

    /// <summary>Gets a member's text; a number or a truth value counts as what it looks like.</summary>
    /// <returns>The text; null if there is none.</returns>
    public static string? Text(JsonElement parent, string name)
        => parent.TryGetProperty(name, out JsonElement found) ? Text(found) : null;

    /// <summary>Gets a value as text.</summary>
    /// <returns>The text; null for null, objects and arrays.</returns>
    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    /// <summary>Gets a member that is a number, also one in quotes.</summary>
    /// <returns>The number; null if there is none.</returns>
    public static int? Number(JsonElement parent, string name) => int.TryParse(
        Text(parent, name), System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture,
        out int number) ? number : null;

    /// <summary>Gets lines of text: an array, or one text.</summary>
    public static IReadOnlyList<string> Lines(JsonElement parent, string name)
    {
        if (!parent.TryGetProperty(name, out JsonElement found))
        {
            return [];
        }

        return found.ValueKind == JsonValueKind.Array
            ? [.. found.EnumerateArray().Select(Text).OfType<string>().Where(line => line.Length > 0)]
            : Text(found) is { Length: > 0 } line ? [line] : [];
    }
}
