using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace DenseEdge.FleetBench;

/// <summary>A device that speaks DDI: polls with the ETag that it knows, fetches what it is offered, works, reports, and stops when
/// it is told to. It has no model and no engine.</summary>
/// <param name="id">Its controller id.</param>
/// <param name="address">The tenant's address, such as http://host/default/controller/v1/.</param>
/// <param name="authorization">The Authorization header.</param>
/// <param name="work">How long an update takes.</param>
internal sealed class SimulatedDevice(string id, Uri address, AuthenticationHeaderValue authorization, TimeSpan work)
{
    private readonly Uri _base = new(address, id);
    private EntityTagHeaderValue? _etag;

    /// <summary>Its controller id.</summary>
    public string Id { get; } = id;

    /// <summary>Where it stands.</summary>
    public DeviceState State { get; private set; }

    /// <summary>When it asked for a deployment that it then got, by <see cref="Stopwatch"/>; 0 for never.</summary>
    public long StartAskedAt { get; private set; }

    /// <summary>When it got it; 0 for never.</summary>
    public long StartedAt { get; private set; }

    /// <summary>How often it got a deployment: more than once for one rollout is an error of the server.</summary>
    public int Starts { get; private set; }

    /// <summary>Forgets what was, before another rollout.</summary>
    public void Reset()
    {
        State = DeviceState.Idle;
        StartAskedAt = 0;
        StartedAt = 0;
        Starts = 0;
    }

    /// <summary>Polls once and does what the answer asks for.</summary>
    /// <param name="client">The connections.</param>
    /// <param name="due">When the poll was due, by <see cref="Stopwatch"/>.</param>
    /// <param name="tally">Counts.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task VisitAsync(HttpClient client, long due, FleetTally tally, CancellationToken cancellation)
    {
        try
        {
            using HttpResponseMessage answer = await SendAsync(client, HttpMethod.Get, _base, null, cancellation).ConfigureAwait(false);
            tally.Polls.Add(Stopwatch.GetElapsedTime(due).TotalMilliseconds);
            if (answer.StatusCode == HttpStatusCode.NotModified)
            {
                tally.CountNotModified();
                return;
            }

            if (!await IsExpectedAsync(answer, "a poll", tally, cancellation).ConfigureAwait(false))
            {
                return;
            }

            _etag = answer.Headers.ETag;
            (Uri? deployment, Uri? cancel) = await ReadLinksAsync(answer, cancellation).ConfigureAwait(false);
            if (cancel is not null)
            {
                await ConfirmCancelAsync(client, cancel, tally, cancellation).ConfigureAwait(false);
            }
            else if (deployment is not null && State != DeviceState.Working)
            {
                await UpdateAsync(client, deployment, tally, cancellation).ConfigureAwait(false);
            }
        }
        catch (HttpRequestException fault)
        {
            tally.CountFault($"{Id}: {fault.Message}");
        }
    }

    private static async Task<(Uri? Deployment, Uri? Cancel)> ReadLinksAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        using JsonDocument json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false));
        return json.RootElement.TryGetProperty("_links", out JsonElement links)
            ? (Link(links, "deploymentBase"), Link(links, "cancelAction"))
            : (null, null);
    }

    private static Uri? Link(JsonElement links, string name)
        => links.TryGetProperty(name, out JsonElement link) ? new Uri(link.GetProperty("href").GetString()!) : null;

    private static async Task<bool> IsExpectedAsync(
        HttpResponseMessage answer, string what, FleetTally tally, CancellationToken cancellation)
    {
        if (answer.IsSuccessStatusCode)
        {
            return true;
        }

        string body = await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        tally.CountFault($"{what}: {(int)answer.StatusCode} {body}");
        return false;
    }

    private async Task UpdateAsync(HttpClient client, Uri deployment, FleetTally tally, CancellationToken cancellation)
    {
        long asked = Stopwatch.GetTimestamp();
        using (HttpResponseMessage answer = await SendAsync(client, HttpMethod.Get, deployment, null, cancellation).ConfigureAwait(false))
        {
            tally.Starts.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
            {
                return; // Taken back between the poll and this request.
            }

            if (!await IsExpectedAsync(answer, "a deployment", tally, cancellation).ConfigureAwait(false))
            {
                return;
            }
        }

        StartAskedAt = asked;
        StartedAt = Stopwatch.GetTimestamp();
        Starts++;
        State = DeviceState.Working;
        string action = new Uri(deployment.GetLeftPart(UriPartial.Path)).Segments[^1];
        Uri feedback = new(_base, $"{Id}/deploymentBase/{action}/feedback");
        await ReportAsync(client, feedback, action, "proceeding", "none", tally, cancellation).ConfigureAwait(false);
        await Task.Delay(work, cancellation).ConfigureAwait(false);
        bool isAccepted = await ReportAsync(client, feedback, action, "closed", "success", tally, cancellation).ConfigureAwait(false);
        State = isAccepted ? DeviceState.Updated : DeviceState.Canceled;
    }

    private async Task ConfirmCancelAsync(HttpClient client, Uri cancel, FleetTally tally, CancellationToken cancellation)
    {
        string stop;
        using (HttpResponseMessage answer = await SendAsync(client, HttpMethod.Get, cancel, null, cancellation).ConfigureAwait(false))
        {
            if (!await IsExpectedAsync(answer, "a cancellation", tally, cancellation).ConfigureAwait(false))
            {
                return;
            }

            using JsonDocument json = JsonDocument.Parse(
                await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false));
            stop = json.RootElement.GetProperty("id").ToString();
        }

        Uri feedback = new(_base, $"{Id}/cancelAction/{stop}/feedback");
        if (await ReportAsync(client, feedback, stop, "closed", "success", tally, cancellation).ConfigureAwait(false))
        {
            State = DeviceState.Canceled;
        }
    }

    // False if the action has ended meanwhile: the server took it back.
    private async Task<bool> ReportAsync(
        HttpClient client, Uri feedback, string action, string execution, string result, FleetTally tally,
        CancellationToken cancellation)
    {
        using StringContent body = new(
            $$$"""{"id":"{{{action}}}","status":{"execution":"{{{execution}}}","result":{"finished":"{{{result}}}"},"details":[]}}""",
            Encoding.UTF8, "application/json");
        long asked = Stopwatch.GetTimestamp();
        using HttpResponseMessage answer = await SendAsync(client, HttpMethod.Post, feedback, body, cancellation).ConfigureAwait(false);
        tally.Reports.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
        return answer.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.Gone)
            && await IsExpectedAsync(answer, $"a report of {execution}", tally, cancellation).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpClient client, HttpMethod method, Uri address, HttpContent? body, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(method, address) { Content = body };
        request.Headers.Authorization = authorization;
        if (method == HttpMethod.Get && address == _base && _etag is not null)
        {
            request.Headers.IfNoneMatch.Add(_etag);
        }

        return await client.SendAsync(request, cancellation).ConfigureAwait(false);
    }
}
