using System.Globalization;

namespace DenseEdge.FleetServer.Hosting;

/// <summary>What this node calls itself: several may run on one machine.</summary>
internal static class NodeName
{
    /// <summary>Machine and process, such as fleet-a:4711.</summary>
    public static string Text { get; } =
        string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}");
}
