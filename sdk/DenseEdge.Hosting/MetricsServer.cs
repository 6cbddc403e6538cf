using DenseEdge.Hosting.Http;
using DenseEdge.Hosting.Metrics;

namespace DenseEdge.Hosting;

/// <summary>
/// Offers the metrics of this program over HTTP, at <c>/metrics</c>, in Prometheus' text format: every instrument of the named
/// meters, with its tags as labels. Gauges are read when somebody asks.
/// </summary>
/// <remarks>There is no password: listen on localhost, or in a network that you trust.</remarks>
public sealed class MetricsServer : IDisposable
{
    private readonly MetricStore _store;
    private readonly HttpServer _server;

    private MetricsServer(string address, IReadOnlyCollection<string> meters)
    {
        _store = new MetricStore(meters);
        try
        {
            _server = HttpServer.Start(address, AnswerAsync);
        }
        catch
        {
            _store.Dispose();
            throw;
        }
    }

    /// <summary>The address of the metrics on this machine, with the port that was really taken.</summary>
    public Uri Address => new(_server.Address, "metrics");

    /// <summary>Starts to listen, and to count.</summary>
    /// <param name="address"><c>http://:9464</c> for this machine alone, <c>http://0.0.0.0:9464</c> for every interface; port 0
    /// takes any that is free.</param>
    /// <param name="meters">Names of the meters, such as <c>DenseEdge</c> and <c>DenseEdge.Board</c>.</param>
    /// <exception cref="ArgumentException">The address is wrong, or no meter is named.</exception>
    /// <exception cref="IOException">The port is in use or may not be used.</exception>
    public static MetricsServer Start(string address, params IReadOnlyCollection<string> meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        return meters.Count > 0
            ? new MetricsServer(address, meters)
            : throw new ArgumentException("Expected the name of at least one meter, got none.", nameof(meters));
    }

    /// <summary>Writes the metrics as <c>/metrics</c> shows them.</summary>
    public string Collect() => _store.Write();

    /// <summary>Stops listening and counting.</summary>
    public void Dispose()
    {
        _server.Dispose();
        _store.Dispose();
    }

    private Task AnswerAsync(HttpRequest request, Stream stream, CancellationToken stop) => request.Path == "/metrics"
        ? HttpReply.WriteAsync(stream, "200 OK", "text/plain; version=0.0.4; charset=utf-8", Collect(), stop)
        : HttpReply.WriteAsync(stream, "404 Not Found", "text/plain", "Expected /metrics.\n", stop);
}
