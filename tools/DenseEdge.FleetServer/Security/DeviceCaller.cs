using DenseEdge.Fleet.Devices;

namespace DenseEdge.FleetServer.Security;

/// <summary>The device that calls, with what its poll needs: read once, for the proof of who it is.</summary>
/// <param name="Poll">The device.</param>
internal sealed record DeviceCaller(DevicePoll Poll)
{
    /// <summary>The device's id.</summary>
    public string Id => Poll.Id;

    /// <summary>The device of a request that the gate has let through.</summary>
    public static DeviceCaller Of(HttpContext context) => context.Features.Get<DeviceCaller>()
        ?? throw new InvalidOperationException("The gate has let a request through without saying whose it is.");
}
