using System.CommandLine;
using DenseEdge.FleetServer.Hosting;
using DenseEdge.FleetServer.Settings;

namespace DenseEdge.FleetServer.Commands;

/// <summary>denseedge-fleet serve.</summary>
internal sealed class ServeCommand
{
    private readonly SettingsArguments _places = new();

    private readonly Option<string[]> _urls = new("--urls")
    {
        Description = "Where to listen, such as https://*:8443. [default: port 8080 of this machine only]",
        HelpName = "url",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _tenant = new("--tenant")
    {
        Description = "The tenant in the devices' paths. [default: default]",
        HelpName = "name",
    };

    private readonly Option<int?> _pollSeconds = new("--poll-seconds")
    {
        Description = "Seconds between a device's polls. [default: 60]",
        HelpName = "n",
    };

    private readonly Option<string?> _certificate = new("--certificate")
    {
        Description = "The certificate with its chain (PEM), for https; read again when it changes.",
        HelpName = "file",
    };

    private readonly Option<string?> _key = new("--key") { Description = "The certificate's key (PEM).", HelpName = "file" };

    private readonly Option<string?> _gatewayToken = new("--gateway-token")
    {
        Description = $"With this token devices register themselves. [or {ServerSettings.GatewayTokenVariable}]",
        HelpName = "token",
    };

    private readonly Option<bool> _openRegistration = new("--open-registration")
    {
        Description = "An unknown device becomes known by the first token that it shows.",
    };

    private readonly Option<bool> _privateRepository = new("--private-repository")
    {
        Description = "Show the signed repository to viewers' and the gateway's tokens only.",
    };

    private readonly Option<string[]> _proxies = new("--trusted-proxy")
    {
        Description = "A proxy whose X-Forwarded-* headers are believed: an address or a network.",
        HelpName = "address",
    };

    private readonly Option<string?> _otlp = new("--otlp")
    {
        Description = "Send traces and metrics to this OpenTelemetry collector.",
        HelpName = "url",
    };

    private readonly Option<string?> _logs = new("--logs") { Description = "json or text. [default: json]", HelpName = "form" };

    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        ServeCommand verb = new();
        Command command = new("serve", "Runs a node. SIGTERM ends it after the requests that it has begun.");
        foreach (Option option in new Option[]
        {
            verb._urls, verb._tenant, verb._pollSeconds, verb._certificate, verb._key, verb._gatewayToken,
            verb._openRegistration, verb._privateRepository, verb._proxies, verb._otlp, verb._logs,
        })
        {
            command.Options.Add(option);
        }

        verb._places.AddTo(command);
        command.SetAction((parsed, cancellation) => FleetProcess.RunAsync(verb.Read(parsed), Console.Out, cancellation));
        return command;
    }

    private ServerSettings Read(ParseResult parsed)
    {
        ServerSettings settings = _places.Read(parsed);
        string[] urls = [.. (parsed.GetValue(_urls) ?? []).SelectMany(text => text.Split(';', StringSplitOptions.RemoveEmptyEntries))];
        return (settings with
        {
            Urls = urls.Length > 0 ? urls : settings.Urls,
            Tenant = parsed.GetValue(_tenant) ?? settings.Tenant,
            PollSeconds = parsed.GetValue(_pollSeconds) ?? settings.PollSeconds,
            Certificate = parsed.GetValue(_certificate) ?? settings.Certificate,
            Key = parsed.GetValue(_key) ?? settings.Key,
            GatewayToken = parsed.GetValue(_gatewayToken) ?? settings.GatewayToken,
            OpenRegistration = parsed.GetValue(_openRegistration) || settings.OpenRegistration,
            PrivateRepository = parsed.GetValue(_privateRepository) || settings.PrivateRepository,
            TrustedProxies = parsed.GetValue(_proxies) is { Length: > 0 } proxies ? proxies : settings.TrustedProxies,
            Otlp = parsed.GetValue(_otlp) ?? settings.Otlp,
            Logs = parsed.GetValue(_logs) ?? settings.Logs,
        }).Validated();
    }
}
