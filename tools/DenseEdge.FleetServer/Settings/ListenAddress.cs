namespace DenseEdge.FleetServer.Settings;

/// <summary>The words that a listening address may have in place of an IP address.</summary>
internal static class ListenAddress
{
    /// <summary>Whether the host means every address of this machine.</summary>
    public static bool IsEveryAddress(string host) => host is "*" or "+" or "0.0.0.0" or "[::]" or "::";

    /// <summary>Whether the host means this machine only.</summary>
    public static bool IsThisMachine(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
}
