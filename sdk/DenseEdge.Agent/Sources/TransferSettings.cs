using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DenseEdge.Transfer;

namespace DenseEdge.Agent.Sources;

/// <summary>The configuration's part of <see cref="TransferOptions"/>.</summary>
public static class TransferSettings
{
    /// <summary>Reads what the options name.</summary>
    /// <param name="options">Where updates come from.</param>
    /// <exception cref="InvalidDataException">The client certificate can't be read.</exception>
    public static TransferOptions Of(SourceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            return new TransferOptions
            {
                Proxy = options.Proxy is null ? null : new Uri(options.Proxy),
                ClientCertificate = options.ClientCertificate is { } path ? X509Certificate2.CreateFromPemFile(path) : null,
            };
        }
        catch (CryptographicException fault)
        {
            throw new InvalidDataException(
                $"{options.ClientCertificate}: expected a PEM file with a certificate and its key: {fault.Message}", fault);
        }
    }
}
