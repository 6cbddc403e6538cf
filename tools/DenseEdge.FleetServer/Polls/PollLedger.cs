using System.Collections.Concurrent;
using System.Net;
using DenseEdge.Fleet.Devices;

namespace DenseEdge.FleetServer.Polls;

/// <summary>Which devices have polled since the last time that this was written: a poll costs no write of its own. A node that
/// dies loses some seconds of it, which the devices' next polls bring back.</summary>
internal sealed class PollLedger(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Sighting> _seen = new();

    /// <summary>Notes that a device polled just now.</summary>
    public void Saw(string device, IPAddress? address) => _seen[device] = new Sighting(time.GetUtcNow(), address);

    /// <summary>Takes everything that was noted.</summary>
    public IReadOnlyCollection<PollSighting> Take()
    {
        List<PollSighting> taken = [];
        foreach (string device in _seen.Keys)
        {
            if (_seen.TryRemove(device, out Sighting sighting))
            {
                taken.Add(new PollSighting(device, sighting.Time, Text(sighting.Address)));
            }
        }

        return taken;
    }

    /// <summary>Gives sightings back that could not be written; newer ones win.</summary>
    public void GiveBack(IEnumerable<PollSighting> sightings)
    {
        foreach (PollSighting sighting in sightings)
        {
            _seen.TryAdd(
                sighting.Id, new Sighting(sighting.Time, IPAddress.TryParse(sighting.Address, out IPAddress? read) ? read : null));
        }
    }

    private static string? Text(IPAddress? address)
        => (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString();

    private readonly record struct Sighting(DateTimeOffset Time, IPAddress? Address);
}
