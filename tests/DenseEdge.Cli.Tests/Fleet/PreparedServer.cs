using System.Net;
using System.Text;

namespace DenseEdge.Cli.Tests.Fleet;

/// <summary>A server whose answers are prepared: it keeps what it was asked.</summary>
internal sealed class PreparedServer : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> _answers = new();

    /// <summary>Method, path and query of every request but those for events.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>The bodies of the requests that had one.</summary>
    public List<string> Bodies { get; } = [];

    /// <summary>What stands in the stream of events.</summary>
    public string Events { get; init; } = "";

    /// <summary>Prepares the next answer.</summary>
    public PreparedServer With(HttpStatusCode status, string body, string type = "application/json")
    {
        _answers.Enqueue(() => new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, type) });
        return this;
    }

    /// <summary>Prepares a connection that fails.</summary>
    public PreparedServer WithFault()
    {
        _answers.Enqueue(() => throw new HttpRequestException("Connection refused"));
        return this;
    }

    /// <summary>A client of this server.</summary>
    public FleetApi.FleetClient Client() => new(
        new HttpClient(this) { BaseAddress = new Uri("http://fleet.test/under/a/path/") }, "de_test");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string path = request.RequestUri!.PathAndQuery;
        if (path.EndsWith("/events", StringComparison.Ordinal))
        {
            return new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(Events, Encoding.UTF8, "text/event-stream"),
            };
        }

        Asked.Add($"{request.Method} {path}");
        if (request.Content is not null)
        {
            Bodies.Add(await request.Content.ReadAsStringAsync(cancellationToken));
        }

        HttpResponseMessage answer = _answers.Dequeue()();
        answer.RequestMessage = request;
        return answer;
    }
}
