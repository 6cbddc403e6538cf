using System.Globalization;

namespace DenseEdge.Cli.Remote;

/// <summary>A device that is reached through ssh.</summary>
/// <param name="Target">user@host, or the host alone, as ssh takes it.</param>
/// <param name="Port">The port; null for ssh's own choice.</param>
internal sealed record SshAddress(string Target, int? Port)
{
    /// <summary>Reads an address.</summary>
    /// <param name="text">ssh://user@host:port; user and port may be left out.</param>
    /// <exception cref="ArgumentException">The text is something else.</exception>
    public static SshAddress Parse(string text)
    {
        // A target that began with a hyphen would be an option of ssh.
        return Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && uri.Scheme == "ssh" && uri.Host.Length > 0
            && uri.AbsolutePath is "/" or "" && uri.Query.Length == 0 && !uri.UserInfo.Contains(':', StringComparison.Ordinal)
            && !uri.UserInfo.StartsWith('-') && !uri.Host.StartsWith('-')
            ? new SshAddress(uri.UserInfo.Length == 0 ? uri.Host : $"{uri.UserInfo}@{uri.Host}", uri.Port > 0 ? uri.Port : null)
            : throw new ArgumentException($"Expected ssh://user@host[:port], found '{text}'. Keys, not passwords, let it in.");
    }

    /// <summary>Writes it for people.</summary>
    public override string ToString() => Port is { } port
        ? string.Create(CultureInfo.InvariantCulture, $"{Target}:{port}")
        : Target;
}
