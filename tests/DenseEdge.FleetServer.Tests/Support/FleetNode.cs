using System.Net.Http.Headers;
using System.Text;
using DenseEdge.Fleet;
using DenseEdge.Fleet.Access;
using DenseEdge.Fleet.Devices;
using DenseEdge.FleetServer.Hosting;
using DenseEdge.FleetServer.Settings;
using Microsoft.AspNetCore.Builder;

namespace DenseEdge.FleetServer.Tests.Support;

/// <summary>A real node on a free port of this machine, with a database, a folder and one token of each role of its own.</summary>
public sealed class FleetNode : IAsyncDisposable
{
    public const string Gateway = "gateway-token-of-the-tests";

    private readonly DirectoryInfo _folder;
    private readonly FleetDatabase _store;
    private readonly WebApplication _app;
    private readonly HttpMessageHandler _handler;

    private FleetNode(DirectoryInfo folder, FleetDatabase store, WebApplication app, HttpMessageHandler? handler)
    {
        _folder = folder;
        _store = store;
        _app = app;
        Address = new Uri(app.Urls.First());
        _handler = handler ?? new SocketsHttpHandler { AllowAutoRedirect = false };
        Http = new HttpClient(_handler, disposeHandler: false) { BaseAddress = Address };
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>A client without any token.</summary>
    public HttpClient Http { get; }

    /// <summary>The node's store.</summary>
    public IFleetStore Store => _store;

    /// <summary>The node itself.</summary>
    public WebApplication App => _app;

    /// <summary>The node's folder.</summary>
    public string Folder => _folder.FullName;

    public string Viewer { get; private set; } = "";

    public string Operator { get; private set; } = "";

    public string Admin { get; private set; } = "";

    /// <summary>Starts a node.</summary>
    /// <param name="database">A PostgreSQL database; null for an SQLite file.</param>
    /// <param name="change">Changes the settings.</param>
    /// <param name="handler">How to connect; null for plain HTTP.</param>
    internal static async Task<FleetNode> StartAsync(
        string? database = null, Func<ServerSettings, ServerSettings>? change = null, HttpMessageHandler? handler = null)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("denseedge-fleet-");
        ServerSettings settings = new()
        {
            Urls = ["http://127.0.0.1:0"],
            Data = folder.FullName,
            Database = database,
            GatewayToken = Gateway,
        };
        settings = (change?.Invoke(settings) ?? settings).Validated();
        FleetDatabase store = await settings.OpenStoreAsync(CancellationToken.None);
        WebApplication app = FleetHost.Build(settings, store);
        await app.StartAsync();
        FleetNode node = new(folder, store, app, handler);
        node.Viewer = await node.AddTokenAsync("viewer", AccessRole.Viewer);
        node.Operator = await node.AddTokenAsync("operator", AccessRole.Operator);
        node.Admin = await node.AddTokenAsync("admin", AccessRole.Admin);
        return node;
    }

    public async Task<string> AddTokenAsync(string name, AccessRole role, DateTimeOffset? expires = null)
    {
        string secret = Secret.Create();
        await _store.Tokens.AddAsync(new NewToken(name, role, Secret.Hash(secret), expires));
        return secret;
    }

    /// <summary>Makes a device known.</summary>
    public async Task<DdiDevice> AddDeviceAsync(string id)
    {
        string secret = Secret.Create();
        await _store.Devices.AddAsync(new NewDevice { Id = id, TokenHash = Secret.Hash(secret) });
        return new DdiDevice(this, id, $"TargetToken {secret}");
    }

    /// <summary>Publishes a file as a model version, as an operator does.</summary>
    public async Task<FleetApi.ModelView> PublishAsync(string model, string version, byte[] content, string file = "model.bin")
    {
        using FleetApi.FleetClient client = Client(Operator);
        using MemoryStream stream = new(content);
        return await client.UploadModelAsync(
            new FleetApi.ModelUpload { File = file, Model = model, Version = version }, stream, null, CancellationToken.None);
    }

    /// <summary>A client of the management API; disposing it leaves this node's own client alone.</summary>
    public FleetApi.FleetClient Client(string token)
        => new(new HttpClient(_handler, disposeHandler: false) { BaseAddress = Address }, token);

    /// <summary>Sends a request.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path.</param>
    /// <param name="authorization">The header Authorization; null for none.</param>
    /// <param name="json">A body of JSON; null for none.</param>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? authorization = null, string? json = null)
    {
        using HttpRequestMessage request = new(method, path);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        return await Http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _handler.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
