using System.Net;
using System.Text.RegularExpressions;

namespace DenseEdge.FleetServer.Settings;

/// <summary>Finds everything that is wrong with settings before anything starts.</summary>
internal static partial class SettingsCheck
{
    private const int MatchMs = 1000;
    private const int ShortestGatewayToken = 16;
    private const int LongestSleepSeconds = 86_399;

    /// <summary>Gives the settings back.</summary>
    /// <exception cref="SettingsException">Something is wrong; the message names every fault.</exception>
    public static ServerSettings Validated(this ServerSettings settings)
    {
        List<string> faults = [.. Faults(settings), .. settings.Limits.Faults()];
        return faults.Count == 0 ? settings : throw new SettingsException(string.Join(Environment.NewLine, faults) + ".");
    }

    private static IEnumerable<string> Faults(ServerSettings settings)
    {
        foreach (string url in settings.ListenUrls.Where(url => !IsListenable(url)))
        {
            yield return $"urls: expected such as http://localhost:8080 or https://*:8443, found '{url}'";
        }

        if (!TenantName().IsMatch(settings.Tenant))
        {
            yield return $"tenant: expected 1 to 40 letters, digits, '-' or '_', found '{settings.Tenant}'";
        }
        else if (ReservedNames.Contains(settings.Tenant))
        {
            yield return $"tenant: expected none of the server's own paths ({string.Join(", ", ReservedNames)}), found "
                + $"'{settings.Tenant}'";
        }

        if (settings.PollSeconds is < 1 or > LongestSleepSeconds)
        {
            yield return FormattableString.Invariant(
                $"poll_seconds: expected 1 to {LongestSleepSeconds}, which is what HH:MM:SS can say, found {settings.PollSeconds}");
        }

        if (settings.GatewayToken is { Length: < ShortestGatewayToken })
        {
            yield return FormattableString.Invariant(
                $"gateway_token: expected at least {ShortestGatewayToken} characters, as it opens every device, found {settings.GatewayToken.Length}");
        }

        if (settings.Logs is not ("json" or "text"))
        {
            yield return $"logs: expected json or text, found '{settings.Logs}'";
        }

        foreach (string fault in TlsFaults(settings).Concat(ProxyFaults(settings)).Concat(PlaceFaults(settings)))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> TlsFaults(ServerSettings settings)
    {
        if (settings.Certificate is null != settings.Key is null)
        {
            yield return "certificate, key: expected both PEM files or none, found one";
        }

        bool wantsTls = settings.ListenUrls.Any(url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase));
        if (wantsTls && settings.Certificate is null)
        {
            yield return "urls: expected a certificate and its key for https, found none; name them, or listen on http";
        }

        foreach (string file in new[] { settings.Certificate, settings.Key }.OfType<string>().Where(file => !File.Exists(file)))
        {
            yield return $"certificate, key: expected a PEM file, found no '{file}'";
        }
    }

    private static IEnumerable<string> ProxyFaults(ServerSettings settings) => settings.TrustedProxies
        .Where(proxy => !IPAddress.TryParse(proxy, out _) && !IPNetwork.TryParse(proxy, out _))
        .Select(proxy => $"trusted_proxies: expected an address or a network such as 10.0.0.0/8, found '{proxy}'");

    private static IEnumerable<string> PlaceFaults(ServerSettings settings)
    {
        if (settings.Artifacts is { } place && place.StartsWith("oci:", StringComparison.Ordinal)
            && !RegistryPlace().IsMatch(place))
        {
            yield return $"artifacts: expected a folder or such as oci://registry.example:5000/fleet/models, found '{place}'";
        }

        if (settings.Otlp is { } otlp && !Uri.TryCreate(otlp, UriKind.Absolute, out _))
        {
            yield return $"otlp: expected an address such as http://localhost:4317, found '{otlp}'";
        }
    }

    private static readonly HashSet<string> ReservedNames
        = new(["api", "health", "metrics", "openapi", "repository", "page"], StringComparer.OrdinalIgnoreCase);

    private static bool IsListenable(string url)
    {
        try
        {
            BindingAddress address = BindingAddress.Parse(url);
            return address.Scheme is "http" or "https" && address.PathBase.Length == 0 && !address.IsUnixPipe
                && (ListenAddress.IsEveryAddress(address.Host) || ListenAddress.IsThisMachine(address.Host)
                    || IPAddress.TryParse(address.Host, out _));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,40}$", RegexOptions.ExplicitCapture, MatchMs)]
    private static partial Regex TenantName();

    [GeneratedRegex(@"^oci://[A-Za-z0-9.\[\]:-]+/[a-z0-9]+([._/-][a-z0-9]+)*$", RegexOptions.ExplicitCapture, MatchMs)]
    private static partial Regex RegistryPlace();
}
