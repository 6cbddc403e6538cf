using DenseEdge.Bundles.Registries;

namespace DenseEdge.Agent;

/// <summary>Where an agent's updates come from.</summary>
public sealed record SourceOptions
{
    /// <summary>The signed repository: an http or https address, <c>oci://host/name</c> in a registry, or an absolute
    /// folder.</summary>
    public required string Repository { get; init; }

    /// <summary>The model to follow: the name in <c>models/NAME/VERSION/DIGEST</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The registry that has the bundles, such as <c>https://registry.example/edge/scene</c>.</summary>
    /// <value>Null, the default, if the repository has them: as files, as blobs beside it, or in its own registry.</value>
    public string? Registry { get; init; }

    /// <summary>Whether a repository <c>oci://...</c> is asked without TLS, which is for a registry on this machine
    /// only.</summary>
    /// <value>False by default.</value>
    public bool PlainHttp { get; init; }

    /// <summary>The trusted root to begin with.</summary>
    /// <value>Null, the default, takes <c>root.json</c> in the store.</value>
    public string? TrustedRoot { get; init; }

    /// <summary>A proxy for every request.</summary>
    /// <value>Null, the default, for none.</value>
    public string? Proxy { get; init; }

    /// <summary>A PEM file with a TLS client certificate and its key.</summary>
    /// <value>Null, the default, for none.</value>
    public string? ClientCertificate { get; init; }

    /// <summary>A PEM file with the authorities that vouch for the hosts.</summary>
    /// <value>Null, the default, for the system's.</value>
    public string? Ca { get; init; }

    internal void AddFaults(List<string> faults)
    {
        AddRepositoryFaults(faults);
        if (string.IsNullOrWhiteSpace(Model))
        {
            faults.Add("source.model must be a model's name, found none.");
        }

        foreach ((string name, string? address) in (ReadOnlySpan<(string, string?)>)[("registry", Registry), ("proxy", Proxy)])
        {
            if (address is not null && !IsWeb(address))
            {
                faults.Add($"source.{name} must be an http or https address, got '{address}'.");
            }
        }

        foreach ((string name, string? path) in (ReadOnlySpan<(string, string?)>)
            [("trusted_root", TrustedRoot), ("client_certificate", ClientCertificate), ("ca", Ca)])
        {
            if (path is not null && !Path.IsPathFullyQualified(path))
            {
                faults.Add($"source.{name} must be an absolute path, got '{path}'.");
            }
        }
    }

    private void AddRepositoryFaults(List<string> faults)
    {
        if (RegistryReference.IsMeant(Repository))
        {
            try
            {
                RegistryReference reference = RegistryReference.ParseRepository(Repository);
                if (PlainHttp && !reference.IsThisMachine)
                {
                    faults.Add($"source.plain_http is for a registry on this machine, got '{Repository}'.");
                }
            }
            catch (FormatException fault)
            {
                faults.Add($"source.repository: {fault.Message}");
            }
        }
        else if (!IsWeb(Repository) && !Path.IsPathFullyQualified(Repository))
        {
            faults.Add(
                "source.repository must be an http or https address, oci://host/name or an absolute folder, got "
                + $"'{Repository}'.");
        }
    }

    internal static bool IsWeb(string address)
        => Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
            && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
