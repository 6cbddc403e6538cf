using System.Net;
using System.Text.Json;

namespace DenseEdge.FleetServer.Tests.Support;

/// <summary>A device as hawkBit's DDI knows it: it follows the links that it is given.</summary>
public sealed class DdiDevice(FleetNode node, string id, string authorization)
{
    public string Id => id;

    public string Authorization => authorization;

    public string Path => $"/default/controller/v1/{id}";

    /// <summary>Sends a request with this device's token.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? json = null)
        => node.SendAsync(method, path, authorization, json);

    /// <summary>Polls.</summary>
    public Task<JsonElement> PollAsync() => GetAsync(Path);

    /// <summary>Polls, and gives the address of a link.</summary>
    /// <returns>The address; null if there is no such link.</returns>
    public async Task<string?> LinkAsync(string name)
    {
        JsonElement poll = await PollAsync();
        return poll.GetProperty("_links").TryGetProperty(name, out JsonElement link)
            ? link.GetProperty("href").GetString()
            : null;
    }

    /// <summary>Gets JSON.</summary>
    public async Task<JsonElement> GetAsync(string path)
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, path);
        string body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    /// <summary>Sends feedback.</summary>
    public async Task<HttpStatusCode> ReportAsync(
        long action, string execution, string finished, string resource = "deploymentBase")
    {
        using HttpResponseMessage answer = await SendAsync(
            HttpMethod.Post, $"{Path}/{resource}/{action}/feedback", Feedback(execution, finished));
        return answer.StatusCode;
    }

    /// <summary>Feedback as a body.</summary>
    public static string Feedback(string execution, string finished)
        => $$$"""{"status":{"execution":"{{{execution}}}","result":{"finished":"{{{finished}}}"},"details":["line"]}}""";
}
