namespace DenseEdge.Fleet.Devices;

/// <summary>That a device polled; gathered in memory and written in batches.</summary>
/// <param name="Id">The device.</param>
/// <param name="Time">When.</param>
/// <param name="Address">From which address.</param>
public sealed record PollSighting(string Id, DateTimeOffset Time, string? Address);
