using System.Net;
using DenseEdge.FleetServer.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace DenseEdge.FleetServer.Hosting;

/// <summary>Where Kestrel listens, and what it takes from one connection before any of our code runs.</summary>
internal static class KestrelSetup
{
    private const int MostHeaders = 64;
    private const int MostHeaderBytes = 16 << 10;
    private const int MostRequestLineBytes = 8 << 10;
    private static readonly TimeSpan HeaderTime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan KeepAliveTime = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BodyGrace = TimeSpan.FromSeconds(5);

    /// <summary>Applies the settings.</summary>
    /// <param name="kestrel">Kestrel.</param>
    /// <param name="settings">Valid settings.</param>
    /// <param name="certificate">The certificate for https; null if nothing listens with TLS.</param>
    public static void Apply(KestrelServerOptions kestrel, ServerSettings settings, CertificateReloader? certificate)
    {
        kestrel.AddServerHeader = false;
        KestrelServerLimits limits = kestrel.Limits;
        limits.MaxRequestBodySize = settings.Limits.BodyBytes;
        limits.MaxRequestHeaderCount = MostHeaders;
        limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
        limits.MaxRequestLineSize = MostRequestLineBytes;
        limits.RequestHeadersTimeout = HeaderTime;
        limits.KeepAliveTimeout = KeepAliveTime;
        limits.MinRequestBodyDataRate = new MinDataRate(settings.Limits.SlowestBodyBytesPerSecond, BodyGrace);
        limits.MaxConcurrentConnections = settings.Limits.Connections;
        foreach (string url in settings.ListenUrls)
        {
            Listen(kestrel, BindingAddress.Parse(url), certificate);
        }
    }

    private static void Listen(KestrelServerOptions kestrel, BindingAddress address, CertificateReloader? certificate)
    {
        void Configure(ListenOptions listen)
        {
            bool isSecure = address.Scheme == "https";
            listen.Protocols = isSecure ? HttpProtocols.Http1AndHttp2 : HttpProtocols.Http1;
            if (isSecure)
            {
                listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(certificate!.Tls) });
            }
        }

        if (ListenAddress.IsEveryAddress(address.Host))
        {
            kestrel.ListenAnyIP(address.Port, Configure);
        }
        else if (ListenAddress.IsThisMachine(address.Host))
        {
            kestrel.ListenLocalhost(address.Port, Configure);
        }
        else
        {
            kestrel.Listen(IPAddress.Parse(address.Host), address.Port, Configure);
        }
    }
}
