namespace DenseEdge.FleetServer.Security;

/// <summary>What a client shows: a scheme and a secret, as the header Authorization has them.</summary>
/// <param name="Scheme">Bearer, TargetToken or GatewayToken.</param>
/// <param name="Secret">The secret.</param>
internal readonly record struct Credential(string Scheme, string Secret)
{
    /// <summary>The scheme of people and programs.</summary>
    public const string Bearer = "Bearer";

    /// <summary>The scheme of a device's own token.</summary>
    public const string TargetToken = "TargetToken";

    /// <summary>The scheme of the token that opens every device.</summary>
    public const string GatewayToken = "GatewayToken";

    private const int LongestSecret = 512;

    /// <summary>Whether there is one.</summary>
    public bool IsThere => Scheme is not null;

    /// <summary>Reads the header.</summary>
    /// <returns>The credential; default if there is none of these schemes, or more than one.</returns>
    public static Credential Of(HttpRequest request)
    {
        if (request.Headers.Authorization is not [{ Length: > 0 } header])
        {
            return default;
        }

        int space = header.IndexOf(' ', StringComparison.Ordinal);
        if (space <= 0 || header.Length - space - 1 is 0 or > LongestSecret)
        {
            return default;
        }

        ReadOnlySpan<char> scheme = header.AsSpan(0, space);
        string? known = Is(scheme, TargetToken) ? TargetToken
            : Is(scheme, GatewayToken) ? GatewayToken
            : Is(scheme, Bearer) ? Bearer : null;
        return known is null ? default : new Credential(known, header[(space + 1)..].Trim());
    }

    private static bool Is(ReadOnlySpan<char> scheme, string name) => scheme.Equals(name, StringComparison.OrdinalIgnoreCase);
}
