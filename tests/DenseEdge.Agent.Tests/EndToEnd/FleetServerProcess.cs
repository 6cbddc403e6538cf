using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using DenseEdge.Bundles.Tests;

namespace DenseEdge.Agent.Tests.EndToEnd;

/// <summary>The fleet server's own program on a free port of this machine, with an SQLite file of its own.</summary>
internal sealed class FleetServerProcess : IDisposable
{
    public const string GatewayToken = "the-gateway-of-these-tests";

    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;
    private readonly HttpClient _client = new();

    /// <summary>Starts it, and waits until it listens.</summary>
    public FleetServerProcess()
    {
        _process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                Program, "serve", "--data", _folder.Path, "--urls", "http://127.0.0.1:0", "--gateway-token", GatewayToken,
                "--poll-seconds", "30", "--logs", "text",
            ])
        {
            RedirectStandardOutput = true,
        })!;
        string address = After("listens on ");
        string token = After("token      ").Split(' ')[0];

        // What it says from now on is read and dropped, so that it never waits for a reader.
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        Address = address;
        _client.BaseAddress = new Uri(address);
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Where the program lies; it is built with these tests.</summary>
    public static string Program { get; } = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "..", "..", "DenseEdge.FleetServer", "release", "denseedge-fleet.dll"));

    /// <summary>Where it listens.</summary>
    public string Address { get; }

    /// <summary>Publishes a bundle.</summary>
    public async Task PublishAsync(string path)
    {
        using ByteArrayContent bundle = new(await File.ReadAllBytesAsync(path));
        bundle.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using HttpResponseMessage answer = await _client.PostAsync(
            new Uri("/api/v1/models?file=scene.bundle", UriKind.Relative), bundle);
        await ReadAsync(answer);
    }

    /// <summary>Starts a rollout to all devices that a filter names.</summary>
    /// <returns>Its identifier.</returns>
    public async Task<long> RollOutAsync(string version, string filter)
    {
        string rollout = JsonSerializer.Serialize(new
        {
            model = SceneRelease.Name,
            version,
            filter,
            groups = new[] { new { percent = 100 } },
            success_percent = 95,
            error_percent = 50,
            minimum_count = 1,
            attempts = 1,
            start = true,
        });
        using StringContent body = new(rollout, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await _client.PostAsync(new Uri("/api/v1/rollouts", UriKind.Relative), body);
        return (await ReadAsync(answer)).GetProperty("id").GetInt64();
    }

    /// <summary>Asks the management API.</summary>
    public async Task<JsonElement> GetAsync(string path)
    {
        using HttpResponseMessage answer = await _client.GetAsync(new Uri("/api/v1" + path, UriKind.Relative));
        return await ReadAsync(answer);
    }

    public void Dispose()
    {
        _client.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Dispose();
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage?.RequestUri}: {answer.StatusCode} {text}");
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private string After(string word)
    {
        while (true)
        {
            string line = _process.StandardOutput.ReadLine()
                ?? throw new IOException($"Expected denseedge-fleet to say '{word}', found that it ended.");
            if (line.IndexOf(word, StringComparison.Ordinal) is var at and >= 0)
            {
                return line[(at + word.Length)..].Trim();
            }
        }
    }
}
