using DenseEdge.Cli.Remote;

namespace DenseEdge.Cli.Flashing;

/// <summary>A device and where it keeps its models.</summary>
/// <param name="Ssh">How it is reached.</param>
/// <param name="Store">The folder of the model store there, absolute.</param>
internal sealed record DeviceAddress(SshAddress Ssh, string Store)
{
    /// <summary>The store's folder unless the address names one.</summary>
    public const string DefaultStore = "/var/lib/denseedge";

    /// <summary>Reads an address.</summary>
    /// <param name="text">ssh://user@host:port/folder; user, port and folder may be left out.</param>
    /// <exception cref="ArgumentException">The text is something else.</exception>
    public static DeviceAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme != "ssh" || uri.Fragment.Length > 0)
        {
            throw new ArgumentException(
                $"Expected ssh://user@host[:port][/store-folder], found '{text}'. Keys, not passwords, let it in.");
        }

        string folder = Uri.UnescapeDataString(uri.AbsolutePath).TrimEnd('/');
        string host = text.EndsWith(uri.AbsolutePath, StringComparison.Ordinal) ? text[..^uri.AbsolutePath.Length] : text;
        return new DeviceAddress(SshAddress.Parse(host), folder.Length == 0 ? DefaultStore : Checked(folder, text));
    }

    /// <summary>Writes it for people.</summary>
    public override string ToString() => Store == DefaultStore ? Ssh.ToString() : $"{Ssh}{Store}";

    private static string Checked(string folder, string text) => !folder.Any(char.IsControl)
        && folder[1..].Split('/').All(name => name is not ("" or "." or ".."))
        ? folder
        : throw new ArgumentException($"Expected a plain absolute folder behind the host, found '{folder}' in '{text}'.");
}
