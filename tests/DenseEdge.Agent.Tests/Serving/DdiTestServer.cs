using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DenseEdge.Agent.Tests.Serving;

/// <summary>A small server of hawkBit's DDI in this process: one device, one action at a time, and the faults that a test
/// wants.</summary>
internal sealed class DdiTestServer : IDisposable
{
    public const string Token = "a-secret-of-this-device";

    private const string Controller = "/default/controller/v1/cam-7";

    private readonly HttpListener _listener = new();
    private readonly Task _loop;

    public DdiTestServer()
    {
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}");
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _loop = Task.Run(ServeAsync);
    }

    public string Address { get; }

    /// <summary>The action that is offered; null for none.</summary>
    public string? ActionId { get; set; }

    /// <summary>Whether the action shall be given up.</summary>
    public bool Cancels { get; set; }

    /// <summary>Whether attributes are asked for.</summary>
    public bool WantsAttributes { get; set; }

    /// <summary>The chunk of the action.</summary>
    public JsonObject Chunk { get; set; } = [];

    public string Sleep { get; set; } = "00:00:30";

    /// <summary>Files by their path.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = new();

    /// <summary>How many answers to the end of an action are lost on their way: the server takes it, the device never hears
    /// so.</summary>
    public int AnswersToLose { get; set; }

    /// <summary>How every request is answered; 0 for properly.</summary>
    public int AlwaysAnswers { get; set; }

    /// <summary>Requests with the headers Authorization, Range and If-None-Match.</summary>
    public ConcurrentQueue<(string Line, string? Authorization, string? Range, string? Tag)> Requests { get; } = new();

    /// <summary>What was said about actions: execution, result, details, and which action.</summary>
    public ConcurrentQueue<(string Execution, string Finished, string Details, string ActionId)> Feedback { get; } = new();

    /// <summary>What was said about cancellations.</summary>
    public ConcurrentQueue<(string Execution, string Finished)> CancelFeedback { get; } = new();

    public IReadOnlyDictionary<string, string> Attributes { get; private set; } = new Dictionary<string, string>();

    public int AttributesTold { get; private set; }

    /// <summary>Ends of actions that arrived, with repetitions.</summary>
    public IReadOnlyList<string> Ends => [.. Feedback.Where(said => said.Execution == "closed").Select(said => said.Finished)];

    /// <summary>Offers a file.</summary>
    public void Offer(string actionId, string name, string version, byte[] file, string? digest, long? release)
    {
        string path = $"/files/{actionId}";
        Files[path] = file;
        Chunk = new JsonObject
        {
            ["part"] = "bApp",
            ["name"] = name,
            ["version"] = version,
            ["artifacts"] = new JsonArray(new JsonObject
            {
                ["filename"] = "scene.bundle",
                ["size"] = file.Length,
                ["hashes"] = new JsonObject { ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(file)) },
                ["_links"] = new JsonObject { ["download"] = Link(Address + path) },
            }),
            ["metadata"] = new JsonArray(
            [
                .. Entries(
                    ("denseedge.digest", digest), ("denseedge.release", release?.ToString(CultureInfo.InvariantCulture))),
            ]),
        };
        ActionId = actionId;
        Cancels = false;
    }

    public ServerOptions Options() => new() { Url = Address, DeviceId = "cam-7", Token = Token };

    public void Dispose()
    {
        _listener.Stop();
        _loop.Wait();
        _listener.Close();
    }

    internal static JsonObject Link(string address) => new() { ["href"] = address };

    private static IEnumerable<JsonNode> Entries(params (string Key, string? Value)[] entries)
        => entries.Where(entry => entry.Value is not null)
            .Select(entry => new JsonObject { ["key"] = entry.Key, ["value"] = entry.Value });

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            // A connection for each request: this listener may close an idle one while the next request is on its way.
            context.Response.KeepAlive = false;
            try
            {
                Answer(context.Request, context.Response);
                context.Response.Close();
            }
            catch (HttpListenerException)
            {
                // The client is gone, which is its own affair.
                context.Response.Abort();
            }
        }
    }

    private void Answer(HttpListenerRequest request, HttpListenerResponse answer)
    {
        string path = request.Url!.AbsolutePath;
        Requests.Enqueue((
            $"{request.HttpMethod} {path}", request.Headers["Authorization"], request.Headers["Range"],
            request.Headers["If-None-Match"]));
        if (AlwaysAnswers != 0)
        {
            answer.StatusCode = AlwaysAnswers;
        }
        else if (Files.TryGetValue(path, out byte[]? file))
        {
            Serve(request, answer, file);
        }
        else if (request.Headers["Authorization"] != $"TargetToken {Token}")
        {
            answer.StatusCode = 401;
        }
        else if (path.StartsWith(Controller, StringComparison.Ordinal))
        {
            Control(request, answer, path[Controller.Length..]);
        }
        else
        {
            answer.StatusCode = 404;
        }
    }

    private void Control(HttpListenerRequest request, HttpListenerResponse answer, string path)
    {
        switch (request.HttpMethod, path)
        {
            case ("GET", ""):
                Poll(request, answer);
                break;
            case ("GET", _) when path == $"/deploymentBase/{ActionId}" && !Cancels:
                Write(answer, new JsonObject
                {
                    ["id"] = ActionId,
                    ["deployment"] = new JsonObject
                    {
                        ["download"] = "forced",
                        ["update"] = "forced",
                        ["chunks"] = new JsonArray(Chunk.DeepClone()),
                    },
                });
                break;
            case ("GET", _) when path == $"/cancelAction/{ActionId}" && Cancels:
                Write(answer, new JsonObject { ["id"] = ActionId, ["cancelAction"] = new JsonObject { ["stopId"] = ActionId } });
                break;
            case ("POST", _) when path == $"/cancelAction/{ActionId}/feedback":
                (string execution, string finished, _) = Read(request);
                CancelFeedback.Enqueue((execution, finished));
                ActionId = execution == "closed" ? null : ActionId;
                Cancels = false;
                break;
            case ("POST", _) when path.EndsWith("/feedback", StringComparison.Ordinal):
                Hear(request, answer, path.Split('/')[2]);
                break;
            case ("PUT", "/configData"):
                using (JsonDocument body = JsonDocument.Parse(request.InputStream))
                {
                    Attributes = body.RootElement.GetProperty("data").EnumerateObject()
                        .ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!);
                }

                AttributesTold++;
                WantsAttributes = false;
                break;
            default:
                answer.StatusCode = 404;
                break;
        }
    }

    private void Poll(HttpListenerRequest request, HttpListenerResponse answer)
    {
        JsonObject links = [];
        if (ActionId is not null)
        {
            links[Cancels ? "cancelAction" : "deploymentBase"] = Link(
                $"http://another.example{Controller}/{(Cancels ? "cancelAction" : "deploymentBase")}/{ActionId}?c=7");
        }

        if (WantsAttributes)
        {
            links["configData"] = Link($"http://another.example{Controller}/configData");
        }

        JsonObject poll = new()
        {
            ["config"] = new JsonObject { ["polling"] = new JsonObject { ["sleep"] = Sleep } },
            ["_links"] = links,
        };
        string tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(poll.ToJsonString())))[..8]}\"";
        if (request.Headers["If-None-Match"] == tag)
        {
            answer.StatusCode = 304;
            return;
        }

        answer.AddHeader("ETag", tag);
        Write(answer, poll);
    }

    private void Hear(HttpListenerRequest request, HttpListenerResponse answer, string actionId)
    {
        (string execution, string finished, string details) = Read(request);
        Feedback.Enqueue((execution, finished, details, actionId));
        if (actionId != ActionId)
        {
            answer.StatusCode = 410;
        }
        else if (execution == "closed")
        {
            ActionId = null;
            answer.StatusCode = AnswersToLose-- > 0 ? 502 : 200;
        }
    }

    private static void Serve(HttpListenerRequest request, HttpListenerResponse answer, byte[] file)
    {
        int from = request.Headers["Range"] is { } range
            ? int.Parse(range.Split('=', '-')[1], CultureInfo.InvariantCulture) : 0;
        answer.StatusCode = from == 0 ? 200 : 206;
        answer.ContentLength64 = file.Length - from;
        if (from > 0)
        {
            answer.AddHeader("Content-Range", $"bytes {from}-{file.Length - 1}/{file.Length}");
        }

        answer.OutputStream.Write(file, from, file.Length - from);
    }

    private static (string Execution, string Finished, string Details) Read(HttpListenerRequest request)
    {
        using JsonDocument body = JsonDocument.Parse(request.InputStream);
        JsonElement status = body.RootElement.GetProperty("status");
        return (
            status.GetProperty("execution").GetString()!,
            status.GetProperty("result").GetProperty("finished").GetString()!,
            string.Join('\n', status.GetProperty("details").EnumerateArray().Select(line => line.GetString())));
    }

    private static void Write(HttpListenerResponse answer, JsonObject body)
    {
        answer.ContentType = "application/hal+json";
        answer.OutputStream.Write(Encoding.UTF8.GetBytes(body.ToJsonString()));
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
