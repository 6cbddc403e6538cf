using DenseEdge.Agent.Updating;

namespace DenseEdge.Agent.Serving;

/// <summary>When a device tells a server about itself: when it is asked, when its model or its health changed, and once an hour
/// for the figures that change all the time.</summary>
/// <param name="read">Reads the attributes.</param>
/// <param name="time">The clock.</param>
internal sealed class AttributeBook(Func<UpdateMachine, IReadOnlyDictionary<string, string>> read, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private static readonly string[] Telling =
        [DeviceAttributes.Model, DeviceAttributes.Version, DeviceAttributes.Digest, DeviceAttributes.Health];

    private IReadOnlyDictionary<string, string>? _told;
    private long _toldAt;

    /// <summary>Finds what is to be told now.</summary>
    /// <param name="machine">The device's machine.</param>
    /// <param name="isAsked">Whether the server wants to know.</param>
    /// <returns>Null for nothing.</returns>
    public IReadOnlyDictionary<string, string>? Due(UpdateMachine machine, bool isAsked)
    {
        IReadOnlyDictionary<string, string> now = read(machine);
        bool isNews = _told is null || time.GetElapsedTime(_toldAt) >= Longest
            || Telling.Any(name => _told.GetValueOrDefault(name) != now.GetValueOrDefault(name));
        return isAsked || isNews ? now : null;
    }

    /// <summary>Takes note that the server knows.</summary>
    /// <param name="attributes">What it knows.</param>
    public void Told(IReadOnlyDictionary<string, string> attributes)
    {
        _told = attributes;
        _toldAt = time.GetTimestamp();
    }
}
