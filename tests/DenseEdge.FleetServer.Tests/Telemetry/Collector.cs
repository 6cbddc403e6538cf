using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace DenseEdge.FleetServer.Tests.Telemetry;

/// <summary>An OpenTelemetry collector as OTLP over gRPC sees it: takes every export, and keeps its bytes.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private const string Package = "/opentelemetry.proto.collector";
    private static readonly byte[] EmptyMessage = new byte[5];

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, StringBuilder> _received = new();

    private Collector(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public static async Task<Collector> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(
            kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        Collector collector = new(builder.Build());
        collector._app.MapPost(Package + ".trace.v1.TraceService/Export", context => collector.TakeAsync(context, "traces"));
        collector._app.MapPost(Package + ".metrics.v1.MetricsService/Export", context => collector.TakeAsync(context, "metrics"));
        await collector._app.StartAsync();
        return collector;
    }

    /// <summary>Everything of a kind that came, with protobuf's bytes between the texts.</summary>
    public string Received(string kind) => _received.TryGetValue(kind, out StringBuilder? text) ? text.ToString() : "";

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context, string kind)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body);
        StringBuilder text = _received.GetOrAdd(kind, _ => new StringBuilder());
        lock (text)
        {
            text.Append(Encoding.Latin1.GetString(body.GetBuffer(), 0, (int)body.Length));
        }

        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(EmptyMessage);
        context.Response.AppendTrailer("grpc-status", "0");
    }
}
