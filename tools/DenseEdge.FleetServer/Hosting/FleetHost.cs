using System.Net;
using DenseEdge.Fleet;
using DenseEdge.FleetServer.Auditing;
using DenseEdge.FleetServer.Ddi;
using DenseEdge.FleetServer.Health;
using DenseEdge.FleetServer.Management;
using DenseEdge.FleetServer.Problems;
using DenseEdge.FleetServer.Security;
using DenseEdge.FleetServer.Settings;
using DenseEdge.FleetServer.Telemetry;
using Microsoft.AspNetCore.HttpOverrides;

namespace DenseEdge.FleetServer.Hosting;

/// <summary>Puts a node together.</summary>
internal static class FleetHost
{
    /// <summary>Makes a node that has not started yet.</summary>
    /// <param name="settings">Valid settings.</param>
    /// <param name="store">The store; stays the caller's.</param>
    /// <returns>The node.</returns>
    /// <exception cref="SettingsException">The certificate can't be used.</exception>
    public static WebApplication Build(ServerSettings settings, FleetDatabase store)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
        });
        Logs.Configure(builder.Logging, settings);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddFleet(settings, store);
        if (settings is { Certificate: { } certificate, Key: { } key })
        {
            builder.Services.AddSingleton(provider => new CertificateReloader(
                certificate, key, provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<CertificateReloader>>()));
            builder.Services.AddHostedService(provider => provider.GetRequiredService<CertificateReloader>());
        }

        builder.WebHost.ConfigureKestrel(
            kestrel => KestrelSetup.Apply(kestrel, settings, kestrel.ApplicationServices.GetService<CertificateReloader>()));
        WebApplication app = builder.Build();

        // Measurements from before somebody listens are lost: it listens from the first request on.
        app.Services.GetRequiredService<MetricCollector>();
        UsePipeline(app, settings);
        MapEndpoints(app);
        return app;
    }

    // In this order: what counts and limits first, then who may, then what is done.
    private static void UsePipeline(WebApplication app, ServerSettings settings)
    {
        if (settings.TrustedProxies.Count > 0)
        {
            app.UseForwardedHeaders(Forwarding(settings));
        }

        app.UseSecurityHeaders();
        app.UseStatusCodePages(context => Problem.WriteAsync(
            context.HttpContext, (HttpStatusCode)context.HttpContext.Response.StatusCode,
            StatusWords.Of(context.HttpContext)));
        app.UseRouting();
        app.UseRequestSpans();
        app.UseMiddleware<AuditLog>();
        app.UseExceptionHandler(_ => { });
        app.UseRateLimiter();
        app.UseMiddleware<AccessGate>();
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.MapDdi();
        app.MapManagement();
        app.MapRepository();
        app.MapHealth();
        app.MapPage();
        app.MapOpenApi("/openapi/{documentName}.json").RequireAccess(Access.Anyone);
        app.RequireAccessEverywhere();
    }

    private static ForwardedHeadersOptions Forwarding(ServerSettings settings)
    {
        ForwardedHeadersOptions options = new() { ForwardedHeaders = ForwardedHeaders.All };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (string proxy in settings.TrustedProxies)
        {
            if (IPAddress.TryParse(proxy, out IPAddress? address))
            {
                options.KnownProxies.Add(address);
            }
            else
            {
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            }
        }

        return options;
    }
}
