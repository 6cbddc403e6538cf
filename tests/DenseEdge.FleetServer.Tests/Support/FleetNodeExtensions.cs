using DenseEdge.FleetApi;

namespace DenseEdge.FleetServer.Tests.Support;

/// <summary>What many tests need done first.</summary>
internal static class FleetNodeExtensions
{
    /// <summary>Publishes a version and assigns it to a device.</summary>
    /// <returns>The action.</returns>
    public static async Task<ActionView> AssignNewAsync(this FleetNode node, DdiDevice device, string version, byte[] content)
    {
        string model = "scene-" + device.Id;
        await node.PublishAsync(model, version, content);
        using FleetClient client = node.Client(node.Operator);
        return await client.AssignAsync(device.Id, new Assignment(model, version), CancellationToken.None);
    }
}
