using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using DenseEdge.FleetApi;
using DenseEdge.FleetServer.Events;
using DenseEdge.FleetServer.OpenApi;
using DenseEdge.FleetServer.Problems;

namespace DenseEdge.FleetServer.Management;

/// <summary>The stream of changes, as server-sent events.</summary>
internal static class EventEndpoints
{
    private const string ChangeName = "change";
    private const string PingName = "ping";
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(15);

    /// <summary>Maps it.</summary>
    public static void MapEvents(this RouteGroupBuilder api) => api.MapGet("/events", Listen).WithTags("Events")
        .WithRefusals(503).Produces<ChangeEvent>(contentType: "text/event-stream")
        .Says("listenToEvents", "A stream of 'change' events: what changed is worth reading again. 'ping' keeps it open.");

    private static IResult Listen(ChangeHub hub, IHostApplicationLifetime lifetime, TimeProvider time)
    {
        ChangeListener? listener = hub.TryListen();
        return listener is null
            ? Problem.Result(HttpStatusCode.ServiceUnavailable, "Too many streams of events are open. Try again later.")
            : TypedResults.ServerSentEvents(ReadAsync(listener, time, lifetime.ApplicationStopping));
    }

    // A ping at once tells the client that the stream is open, and later ones that it still is.
    private static async IAsyncEnumerable<SseItem<ChangeEvent>> ReadAsync(
        ChangeListener listener, TimeProvider time, CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using (listener)
        {
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellation);
            SseItem<ChangeEvent> ping = new(new ChangeEvent { Kind = PingName, Revision = 0 }, PingName);
            yield return ping;
            while (!either.IsCancellationRequested)
            {
                yield return await NextAsync(listener, time, either.Token) is { } change
                    ? new SseItem<ChangeEvent>(change, ChangeName)
                    : ping;
            }
        }
    }

    private static async Task<ChangeEvent?> NextAsync(
        ChangeListener listener, TimeProvider time, CancellationToken cancellation)
    {
        using CancellationTokenSource pause = new(PingEvery, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(pause.Token, cancellation);
        try
        {
            return await listener.Changes.ReadAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // The time for a ping; if it is the end, the loop sees that.
            return null;
        }
    }
}
