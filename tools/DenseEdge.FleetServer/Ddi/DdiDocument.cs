using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using DenseEdge.FleetServer.Problems;
using Microsoft.Net.Http.Headers;

namespace DenseEdge.FleetServer.Ddi;

/// <summary>Answers with JSON under an entity tag; a client that has it already gets 304 and no body, as from hawkBit.</summary>
internal static class DdiDocument
{
    private const int UsualBytes = 1024;
    private const int TagBytes = 16;

    // Links are in it, which must stay readable for clients' simple parsers: '+' in an id is no \u002B.
    private static readonly JsonWriterOptions Options
        = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _spare;

    /// <summary>Answers.</summary>
    /// <typeparam name="T">What the document is made of.</typeparam>
    /// <param name="context">The request.</param>
    /// <param name="value">What the document is made of.</param>
    /// <param name="write">Writes the document.</param>
    public static async Task AnswerAsync<T>(HttpContext context, T value, Action<Utf8JsonWriter, T> write)
    {
        if (DdiMedia.Choose(context.Request) is not { } media)
        {
            await Problem.WriteAsync(
                context, HttpStatusCode.NotAcceptable, $"Expected a client that takes {DdiMedia.Hal} or {DdiMedia.Json}.");
            return;
        }

        ArrayBufferWriter<byte> buffer = _spare ?? new ArrayBufferWriter<byte>(UsualBytes);
        _spare = null;
        buffer.ResetWrittenCount();
        using (Utf8JsonWriter writer = new(buffer, Options))
        {
            write(writer, value);
        }

        string tag = Tag(buffer.WrittenSpan);
        HttpResponse response = context.Response;
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "no-cache";
        response.Headers.Vary = "Accept";
        if (HasAlready(context.Request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
        }
        else
        {
            response.ContentType = media;
            response.ContentLength = buffer.WrittenCount;
            await response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
        }

        _spare = buffer;
    }

    private static string Tag(ReadOnlySpan<byte> document)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(document, hash);
        return $"\"{Convert.ToHexStringLower(hash[..TagBytes])}\"";
    }

    private static bool HasAlready(HttpRequest request, string tag)
    {
        if (request.Headers.IfNoneMatch is not { Count: > 0 } header)
        {
            return false;
        }

        if (header.Count == 1 && header[0] == tag)
        {
            return true;
        }

        return EntityTagHeaderValue.TryParseList([.. header.OfType<string>()], out IList<EntityTagHeaderValue>? tags)
            && tags.Any(one => one.Tag == "*" || one.Compare(new EntityTagHeaderValue(tag), useStrongComparison: false));
    }
}
