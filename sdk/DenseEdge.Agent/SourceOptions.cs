namespace DenseEdge.Agent;

/// <summary>Where an agent's updates come from.</summary>
public sealed record SourceOptions
{
    /// <summary>The signed repository: an http or https address, or an absolute folder.</summary>
    public required string Repository { get; init; }

    /// <summary>The model to follow: the name in <c>models/NAME/VERSION/DIGEST</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The registry that has the bundles, such as <c>https://registry.example/edge/scene</c>.</summary>
    /// <value>Null, the default, if the repository has them as files.</value>
    public string? Registry { get; init; }

    /// <summary>The trusted root to begin with.</summary>
    /// <value>Null, the default, takes <c>root.json</c> in the store.</value>
    public string? TrustedRoot { get; init; }

    /// <summary>A proxy for every request.</summary>
    /// <value>Null, the default, for none.</value>
    public string? Proxy { get; init; }

    /// <summary>A PEM file with a TLS client certificate and its key.</summary>
    /// <value>Null, the default, for none.</value>
    public string? ClientCertificate { get; init; }

    internal void AddFaults(List<string> faults)
    {
        if (!IsWeb(Repository) && !Path.IsPathFullyQualified(Repository))
        {
            faults.Add($"source.repository must be an http or https address or an absolute folder, got '{Repository}'.");
        }

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

        foreach ((string name, string? path) in
            (ReadOnlySpan<(string, string?)>)[("trusted_root", TrustedRoot), ("client_certificate", ClientCertificate)])
        {
            if (path is not null && !Path.IsPathFullyQualified(path))
            {
                faults.Add($"source.{name} must be an absolute path, got '{path}'.");
            }
        }
    }

    internal static bool IsWeb(string address)
        => Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
