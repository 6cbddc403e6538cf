using DenseEdge.Fleet;
using DenseEdge.FleetServer.Artifacts;
using DenseEdge.FleetServer.Settings;
using DenseEdge.FleetServer.Telemetry;

namespace DenseEdge.FleetServer.Hosting;

/// <summary>A node from its start to its end.</summary>
internal static class FleetProcess
{
    private const string FleetSetting = "fleet.id";

    /// <summary>Runs a node until it is told to end.</summary>
    /// <param name="settings">Valid settings.</param>
    /// <param name="output">Takes what an operator wants to read at the start.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(ServerSettings settings, TextWriter output, CancellationToken cancellation)
    {
        await using FleetDatabase store = await settings.OpenStoreAsync(cancellation);
        string? token = await FirstToken.MakeAsync(store, cancellation);
        using TelemetryExport? export = TelemetryExport.Start(settings);
        await using WebApplication app = FleetHost.Build(settings, store);
        string fleet = await store.Settings.GetOrSetAsync(FleetSetting, Guid.NewGuid().ToString("N"), cancellation);
        app.Services.GetRequiredService<IArtifactStore>().Claim(fleet);
        await app.StartAsync(cancellation);
        await SayAsync(output, settings, app, token);
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }

    private static async Task SayAsync(TextWriter output, ServerSettings settings, WebApplication app, string? token)
    {
        string[] urls = [.. app.Urls];
        await output.WriteLineAsync($"denseedge-fleet listens on {string.Join(", ", urls)}");
        await output.WriteLineAsync($"database   {settings.DatabaseName()}");
        await output.WriteLineAsync($"artifacts  {settings.Artifacts ?? settings.ArtifactFolder}");
        await output.WriteLineAsync($"devices    {urls[0]}/{settings.Tenant}/controller/v1/ID, every {settings.PollSeconds} s");
        if (urls.FirstOrDefault(IsOpenInTheClear) is { } open && settings.TrustedProxies.Count == 0)
        {
            await output.WriteLineAsync($"warning    {open} has no TLS: whoever listens on the network reads every token");
        }

        if (token is not null)
        {
            await output.WriteLineAsync($"page       {urls[0]}/");
            await output.WriteLineAsync($"token      {token}   (role admin; shown this once)");
        }

        await output.FlushAsync();
    }

    private static bool IsOpenInTheClear(string url)
    {
        BindingAddress address = BindingAddress.Parse(url);
        return address.Scheme == "http" && !ListenAddress.IsThisMachine(address.Host)
            && !(System.Net.IPAddress.TryParse(address.Host, out System.Net.IPAddress? ip) && System.Net.IPAddress.IsLoopback(ip));
    }
}
