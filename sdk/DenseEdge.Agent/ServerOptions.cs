namespace DenseEdge.Agent;

/// <summary>The fleet server that says what this device shall run: any that speaks hawkBit's Direct Device Integration API. It
/// assigns, and is believed nothing else: what is assigned must be signed for this device's root.</summary>
/// <remarks>Defaults have setters: the generated JSON reader keeps only those of properties that are set after
/// construction.</remarks>
public sealed record ServerOptions
{
    /// <summary>The server's address, https, or http in a network that is trusted.</summary>
    public required string Url { get; init; }

    /// <summary>The tenant.</summary>
    /// <value><c>default</c> by default.</value>
    public string Tenant { get; set; } = "default";

    /// <summary>The device's name on the server.</summary>
    public required string DeviceId { get; init; }

    /// <summary>The device's own token.</summary>
    /// <value>Null, the default, if another way to show who this is is given.</value>
    public string? Token { get; init; }

    /// <summary>A file with the device's own token; read at every poll, so that it may be replaced.</summary>
    /// <value>Null, the default, for none.</value>
    public string? TokenFile { get; init; }

    /// <summary>The token of the gateway, which lets devices register themselves.</summary>
    /// <value>Null, the default, for none.</value>
    public string? GatewayToken { get; init; }

    /// <summary>A PEM file with the authorities that vouch for the server.</summary>
    /// <value>Null, the default, for the system's.</value>
    public string? Ca { get; init; }

    /// <summary>A PEM file with a TLS client certificate and its key.</summary>
    /// <value>Null, the default, for none.</value>
    public string? ClientCertificate { get; init; }

    /// <summary>A proxy for every request.</summary>
    /// <value>Null, the default, for none.</value>
    public string? Proxy { get; init; }

    /// <summary>Time between two polls in seconds, whatever the server says.</summary>
    /// <value>Null, the default, takes what the server says; else 1 to 1 000 000.</value>
    public double? PollSeconds { get; init; }

    internal void AddFaults(List<string> faults)
    {
        if (!SourceOptions.IsWeb(Url))
        {
            faults.Add($"server.url must be an http or https address, got '{Url}'.");
        }

        foreach ((string name, string value) in (ReadOnlySpan<(string, string)>)[("tenant", Tenant), ("device_id", DeviceId)])
        {
            if (value.Length is 0 or > 256 || value is "." or ".." || value.AsSpan().ContainsAny("/\\?#%"))
            {
                faults.Add($"server.{name} must be 1 to 256 characters without / \\ ? # %, got '{value}'.");
            }
        }

        string?[] tokens = [Token, TokenFile, GatewayToken];
        if (tokens.Count(token => token is not null) > 1)
        {
            faults.Add("server must have at most one of token, token_file and gateway_token.");
        }

        if (Proxy is not null && !SourceOptions.IsWeb(Proxy))
        {
            faults.Add($"server.proxy must be an http or https address, got '{Proxy}'.");
        }

        foreach ((string name, string? path) in (ReadOnlySpan<(string, string?)>)
            [("token_file", TokenFile), ("ca", Ca), ("client_certificate", ClientCertificate)])
        {
            if (path is not null && !Path.IsPathFullyQualified(path))
            {
                faults.Add($"server.{name} must be an absolute path, got '{path}'.");
            }
        }

        if (PollSeconds is not (null or (>= 1 and <= 1_000_000)))
        {
            faults.Add($"server.poll_seconds must be 1 to 1000000 or left out, got {PollSeconds}.");
        }
    }
}
