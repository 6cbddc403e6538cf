using System.Security.Cryptography;
using System.Text;

namespace DenseEdge.Fleet.Rollouts;

/// <summary>Divides a rollout's devices into its groups.</summary>
internal static class GroupPlan
{
    /// <summary>How many devices each group gets. Their sum is all devices: what is left over is a last group.</summary>
    /// <param name="groups">The groups as they were asked for.</param>
    /// <param name="devices">How many devices there are.</param>
    /// <returns>Names and sizes; a group that earlier ones leave nothing for has size 0.</returns>
    public static IReadOnlyList<(string Name, int Size)> Sizes(IReadOnlyList<GroupSize> groups, int devices)
    {
        var sizes = new List<(string Name, int Size)>();
        int taken = 0;
        foreach (GroupSize group in groups)
        {
            int size = group.Percent is double percent ? UpTo(percent, devices) - taken : group.Count!.Value;
            size = Math.Clamp(size, 0, devices - taken);
            sizes.Add((group.Name ?? $"group {sizes.Count + 1}", size));
            taken += size;
        }

        if (taken < devices)
        {
            sizes.Add(("rest", devices - taken));
        }

        return sizes;
    }

    /// <summary>
    /// The order in which devices get their turn: by a hash of rollout and device, so that it is the same whenever it is
    /// computed,
    /// has nothing to do with how identifiers are given, and other devices are the canaries of the next rollout.
    /// </summary>
    /// <param name="rollout">The rollout.</param>
    /// <param name="devices">The devices.</param>
    public static List<string> Order(long rollout, IEnumerable<string> devices) =>
    [
        .. devices.Select(device => (Key: Key(rollout, device), Device: device))
            .OrderBy(pair => pair.Key).ThenBy(pair => pair.Device, StringComparer.Ordinal).Select(pair => pair.Device),
    ];

    /// <summary>
    /// Devices up to a share, rounded up: 1 % of 30 devices is one. The tolerance is for shares such as 33.3 that aren't exact.
    /// </summary>
    private static int UpTo(double percent, int devices) => (int)Math.Ceiling((percent * devices / 100) - 1e-9);

    private static ulong Key(long rollout, string device) =>
        BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{rollout}:{device}"))));
}
