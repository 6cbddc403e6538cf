using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DenseEdge.Transfer;

namespace DenseEdge.Agent.Sources;

/// <summary>The configuration's part of <see cref="TransferOptions"/>.</summary>
public static class TransferSettings
{
    /// <summary>Reads what the options of a source name.</summary>
    /// <param name="options">Where updates come from.</param>
    /// <exception cref="InvalidDataException">A certificate can't be read.</exception>
    public static TransferOptions Of(SourceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Read(options.Proxy, options.ClientCertificate, options.Ca);
    }

    /// <summary>Reads what the options of a server name.</summary>
    /// <param name="options">Who says what to run.</param>
    /// <exception cref="InvalidDataException">A certificate can't be read.</exception>
    public static TransferOptions Of(ServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Read(options.Proxy, options.ClientCertificate, options.Ca);
    }

    private static TransferOptions Read(string? proxy, string? clientCertificate, string? ca) => new()
    {
        Proxy = proxy is null ? null : new Uri(proxy),
        ClientCertificate = Pem(clientCertificate, "a certificate and its key", path => X509Certificate2.CreateFromPemFile(path)),
        TrustedAuthorities = Pem(ca, "certificates of authorities", Authorities),
    };

    private static X509Certificate2Collection Authorities(string path)
    {
        X509Certificate2Collection found = [];
        found.ImportFromPemFile(path);
        return found.Count > 0 ? found : throw new CryptographicException("there is no certificate in it");
    }

    private static T? Pem<T>(string? path, string what, Func<string, T> read)
        where T : class
    {
        try
        {
            return path is null ? null : read(path);
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path}: expected a PEM file with {what}: {fault.Message}", fault);
        }
    }
}
