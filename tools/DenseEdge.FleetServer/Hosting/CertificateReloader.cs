using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DenseEdge.FleetServer.Settings;

namespace DenseEdge.FleetServer.Hosting;

/// <summary>The certificate for TLS, read again when its files change: a renewal needs no restart. A pair that doesn't fit, as
/// while one of the two files is already new, leaves the old one in place.</summary>
internal sealed partial class CertificateReloader : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    private readonly string _certificate;
    private readonly string _key;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private (DateTime Certificate, DateTime Key) _stamp;
    private volatile SslServerAuthenticationOptions _tls;

    /// <summary>Reads both files.</summary>
    /// <exception cref="SettingsException">They are no certificate with its key.</exception>
    public CertificateReloader(string certificate, string key, TimeProvider time, ILogger<CertificateReloader> log)
    {
        _certificate = certificate;
        _key = key;
        _time = time;
        _log = log;
        _stamp = Stamp();
        try
        {
            _tls = Read();
        }
        catch (CryptographicException fault)
        {
            throw new SettingsException(
                $"Expected a certificate in '{certificate}' and its key in '{key}', both PEM, found: {fault.Message}", fault);
        }
    }

    /// <summary>What the next handshake uses.</summary>
    public SslServerAuthenticationOptions Tls => _tls;

    /// <summary>Reads the files again if they have changed.</summary>
    public void Look()
    {
        try
        {
            (DateTime, DateTime) now = Stamp();
            if (now != _stamp)
            {
                _tls = Read();
                _stamp = now;
                LogReload(_log, _certificate);
            }
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            LogFailure(_log, fault, _certificate);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(LookEvery, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Look();
        }
    }

    private (DateTime Certificate, DateTime Key) Stamp()
        => (File.GetLastWriteTimeUtc(_certificate), File.GetLastWriteTimeUtc(_key));

    private SslServerAuthenticationOptions Read()
    {
        X509Certificate2 leaf = ReadLeaf();
        X509Certificate2Collection chain = [];
        chain.ImportFromPemFile(_certificate);
        return new SslServerAuthenticationOptions
        {
            // Offline: a handshake must not wait for an authority's server to answer.
            ServerCertificateContext = SslStreamCertificateContext.Create(leaf, chain, offline: true),
            ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
        };
    }

    private X509Certificate2 ReadLeaf()
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(_certificate, _key);
        }
        catch (ArgumentException fault)
        {
            throw new CryptographicException($"the key in '{_key}' is not that of the certificate", fault);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The certificate {File} was renewed.")]
    private static partial void LogReload(ILogger log, string file);

    [LoggerMessage(2, LogLevel.Error, "The certificate {File} has changed but can't be used; the old one stays.")]
    private static partial void LogFailure(ILogger log, Exception fault, string file);
}
