using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace DenseEdge.FleetApi;

/// <content>Changes, as they happen.</content>
public sealed partial class FleetClient
{
    private const string ChangeName = "change";

    /// <summary>Waits for changes until the connection ends. Changes from before the call don't come: read first what is to be
    /// shown after the first event, or the first second, so that none is missed.</summary>
    /// <param name="cancellation">Ends the stream.</param>
    public async IAsyncEnumerable<ChangeEvent> ReadEventsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using HttpResponseMessage response = await RespondAsync(
            HttpMethod.Get, "events", null, "text/event-stream", cancellation).ConfigureAwait(false);
        using Stream stream = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        SseParser<ChangeEvent?> parser = SseParser.Create(stream, Parse);
        await foreach (SseItem<ChangeEvent?> item in parser.EnumerateAsync(cancellation).ConfigureAwait(false))
        {
            if (item.Data is { } change)
            {
                yield return change;
            }
        }
    }

    // Events of other names, of newer servers, are none of ours.
    private static ChangeEvent? Parse(string name, ReadOnlySpan<byte> data)
        => name == ChangeName ? JsonSerializer.Deserialize(data, FleetJson.Default.ChangeEvent) : null;
}
