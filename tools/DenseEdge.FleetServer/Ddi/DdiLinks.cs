using System.Globalization;
using DenseEdge.FleetServer.Settings;

namespace DenseEdge.FleetServer.Ddi;

/// <summary>Absolute addresses for one device, made of the request's own scheme and host; a proxy's word counts only if it is
/// trusted.</summary>
internal readonly struct DdiLinks
{
    private readonly string _base;
    private readonly bool _isSecure;

    /// <summary>Makes them.</summary>
    /// <param name="request">The device's request.</param>
    /// <param name="settings">Names the tenant.</param>
    /// <param name="device">The device's id.</param>
    public DdiLinks(HttpRequest request, ServerSettings settings, string device)
    {
        _isSecure = request.IsHttps;
        _base = $"{request.Scheme}://{Host(request)}{request.PathBase}/{settings.Tenant}/controller/v1/{Uri.EscapeDataString(device)}";
    }

    /// <summary>How the link to a file is called: hawkBit marks those without TLS.</summary>
    public string DownloadName => _isSecure ? "download" : "download-http";

    /// <summary>How the link to a file's MD5 is called.</summary>
    public string Md5Name => _isSecure ? "md5sum" : "md5sum-http";

    /// <summary>Where attributes are sent.</summary>
    public string ConfigData => _base + "/configData";

    /// <summary>Where the device says that it confirms everything.</summary>
    public string ActivateAutoConfirm => _base + "/confirmationBase/activateAutoConfirm";

    /// <summary>Where it takes that back.</summary>
    public string DeactivateAutoConfirm => _base + "/confirmationBase/deactivateAutoConfirm";

    /// <summary>An action under one of DDI's resources.</summary>
    /// <param name="resource">deploymentBase, cancelAction, confirmationBase or installedBase.</param>
    /// <param name="action">The action.</param>
    public string Action(string resource, long action)
        => string.Create(CultureInfo.InvariantCulture, $"{_base}/{resource}/{action}");

    /// <summary>The same with a number that changes whenever the client should read it again.</summary>
    public string ActionWithMark(string resource, long action, int mark)
        => string.Create(CultureInfo.InvariantCulture, $"{_base}/{resource}/{action}?c={mark}");

    /// <summary>A file.</summary>
    /// <param name="module">The model version's number.</param>
    /// <param name="file">The file's name.</param>
    public string Artifact(long module, string file) => string.Create(
        CultureInfo.InvariantCulture, $"{_base}/softwaremodules/{module}/artifacts/{Uri.EscapeDataString(file)}");

    // A client of HTTP/1.0 may name no host: then the address that it reached is the one to use.
    private static string Host(HttpRequest request) => request.Host.HasValue
        ? request.Host.ToUriComponent()
        : $"{request.HttpContext.Connection.LocalIpAddress}:{request.HttpContext.Connection.LocalPort}";
}
