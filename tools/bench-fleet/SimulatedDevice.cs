using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace DenseEdge.FleetBench;

/// <summary>A device that speaks DDI: polls with the ETag that it knows, fetches what it is offered, works, reports, and stops when
/// it is told to. It has no model and no engine.</summary>
/// <param name="id">Its controller id.</param>
/// <param name="nodes">The tenant's address at each node, such as http://host/default/controller/v1/. A device that gets no answer
/// from one goes to the next, as a load balancer would send it.</param>
/// <param name="authorization">The Authorization header.</param>
/// <param name="work">How long an update takes.</param>
/// <param name="fails">Whether every update fails.</param>
internal sealed class SimulatedDevice(
    string id, IReadOnlyList<Uri> nodes, AuthenticationHeaderValue authorization, TimeSpan work, bool fails)
{
    private const int MostTries = 60;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    private int _node = id[^1];
    private EntityTagHeaderValue? _etag;

    private Uri Base => new(nodes[_node % nodes.Count], Id);

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
            using HttpResponseMessage answer = await SendAsync(client, HttpMethod.Get, Base, null, cancellation).ConfigureAwait(false);
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

            // An answer is known once it was acted on: a device that breaks off has to see it again.
            _etag = null;
            (Uri? deployment, Uri? cancel) = await ReadLinksAsync(answer, cancellation).ConfigureAwait(false);
            if (cancel is not null)
            {
                await ConfirmCancelAsync(client, cancel, tally, cancellation).ConfigureAwait(false);
            }
            else if (deployment is not null)
            {
                await UpdateAsync(client, deployment, tally, cancellation).ConfigureAwait(false);
            }
            else
            {
                _etag = answer.Headers.ETag;
            }
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            LeaveNode(fault.Message, tally);
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

    // A node that can't be reached, or whose database can't, is left for another one until the next poll.
    private void LeaveNode(string why, FleetTally tally)
    {
        _node++;
        tally.CountLost(why);
    }

    private async Task<bool> IsExpectedAsync(
        HttpResponseMessage answer, string what, FleetTally tally, CancellationToken cancellation)
    {
        if (answer.IsSuccessStatusCode)
        {
            return true;
        }

        if (answer.StatusCode >= HttpStatusCode.InternalServerError)
        {
            LeaveNode($"{what}: {(int)answer.StatusCode}", tally);
            return false;
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

        // A device whose visit broke off in the middle goes on with what it had begun.
        if (State != DeviceState.Working)
        {
            StartAskedAt = asked;
            StartedAt = Stopwatch.GetTimestamp();
            Starts++;
            State = DeviceState.Working;
        }

        string action = new Uri(deployment.GetLeftPart(UriPartial.Path)).Segments[^1];
        string feedback = $"{Id}/deploymentBase/{action}/feedback";
        await ReportAsync(client, feedback, action, "proceeding", "none", tally, cancellation).ConfigureAwait(false);
        await Task.Delay(work, cancellation).ConfigureAwait(false);
        bool isAccepted = await ReportAsync(
            client, feedback, action, "closed", fails ? "failure" : "success", tally, cancellation).ConfigureAwait(false);
        State = !isAccepted ? DeviceState.Canceled : fails ? DeviceState.Failed : DeviceState.Updated;
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

        string feedback = $"{Id}/cancelAction/{stop}/feedback";
        if (await ReportAsync(client, feedback, stop, "closed", "success", tally, cancellation).ConfigureAwait(false))
        {
            State = DeviceState.Canceled;
        }
    }

    // Reports until it is acknowledged. False if the server took the action back meanwhile; an action that ended between two tries
    // was ended by the first one, whose answer was lost.
    private async Task<bool> ReportAsync(
        HttpClient client, string path, string action, string execution, string result, FleetTally tally,
        CancellationToken cancellation)
    {
        for (int tries = 1; tries <= MostTries; tries++)
        {
            using StringContent body = new(
                $$$"""{"id":"{{{action}}}","status":{"execution":"{{{execution}}}","result":{"finished":"{{{result}}}"},"details":[]}}""",
                Encoding.UTF8, "application/json");
            long asked = Stopwatch.GetTimestamp();
            try
            {
                using HttpResponseMessage answer = await SendAsync(client, HttpMethod.Post, new Uri(Base, path), body, cancellation)
                    .ConfigureAwait(false);
                tally.Reports.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
                {
                    return tries > 1;
                }

                if (answer.StatusCode < HttpStatusCode.InternalServerError)
                {
                    return await IsExpectedAsync(answer, $"a report of {execution}", tally, cancellation).ConfigureAwait(false);
                }

                LeaveNode($"a report: {(int)answer.StatusCode}", tally);
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException)
            {
                LeaveNode(fault.Message, tally);
            }

            await Task.Delay(BetweenTries, cancellation).ConfigureAwait(false);
        }

        tally.CountFault($"{Id}: no node took a report of {execution}.");
        return false;
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpClient client, HttpMethod method, Uri address, HttpContent? body, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(method, address) { Content = body };
        request.Headers.Authorization = authorization;
        if (method == HttpMethod.Get && _etag is not null && address.AbsolutePath.EndsWith($"/{Id}", StringComparison.Ordinal))
        {
            request.Headers.IfNoneMatch.Add(_etag);
        }

        return await client.SendAsync(request, cancellation).ConfigureAwait(false);
    }
}
