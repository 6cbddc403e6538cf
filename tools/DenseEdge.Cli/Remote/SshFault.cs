using System.Globalization;

namespace DenseEdge.Cli.Remote;

/// <summary>What ssh's own words mean for whoever reads them.</summary>
internal static class SshFault
{
    private static readonly (string Said, Func<SshAddress, string, Exception> Fault)[] Known =
    [
        ("REMOTE HOST IDENTIFICATION HAS CHANGED", ChangedKey),
        ("Host key verification failed", UnknownKey),
        ("Permission denied", Refused),
        ("Too many authentication failures", Refused),
        ("Could not resolve hostname", NoName),
    ];

    /// <summary>Makes the exception for a connection that could not be made.</summary>
    /// <param name="address">The computer.</param>
    /// <param name="result">How ssh ended.</param>
    public static Exception Of(SshAddress address, ProcessResult result)
    {
        foreach ((string said, Func<SshAddress, string, Exception> fault) in Known)
        {
            if (result.Errors.Contains(said, StringComparison.OrdinalIgnoreCase))
            {
                return fault(address, Shown(result.Errors));
            }
        }

        return new DeviceUnreachableException(
            $"{address}: expected a device that answers to ssh, found: {Shown(result.Errors)}. Is it switched on and in this "
            + "network, and does sshd run on it?");
    }

    /// <summary>The last line of ssh's words, which is the one that says why.</summary>
    /// <param name="errors">Its standard error.</param>
    public static string Shown(string errors)
    {
        string last = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .LastOrDefault("ssh said nothing");
        return last.TrimEnd('.');
    }

    private static DeviceRefusedException ChangedKey(SshAddress address, string said) => new(
        $"{address}: expected the host key in the known_hosts file, found another one: this is another device, or somebody "
        + $"between. If the device was installed anew: ssh-keygen -R '{HostOf(address)}', then log in once by hand.");

    private static DeviceRefusedException UnknownKey(SshAddress address, string said) => new(
        $"{address}: expected a host key that ssh knows, found a new one ({said}). Log in once by hand and compare its "
        + $"fingerprint: ssh {address.Target}");

    private static DeviceRefusedException Refused(SshAddress address, string said) => new(
        $"{address}: expected to be let in, found: {said}. Put a key there (ssh-copy-id {address.Target}), or name yours by "
        + "--ssh-options '-i key'; passwords are not asked for.");

    private static DeviceUnreachableException NoName(SshAddress address, string said)
        => new($"{address}: expected the name of a device, found: {said}. Name its address, or a Host of ~/.ssh/config.");

    private static string HostOf(SshAddress address)
    {
        string host = address.Target[(address.Target.IndexOf('@', StringComparison.Ordinal) + 1)..];
        return address.Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"[{host}]:{port}") : host;
    }
}
