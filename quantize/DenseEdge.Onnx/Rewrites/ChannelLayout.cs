namespace DenseEdge.Onnx.Rewrites;

/// <summary>Where the channels of a value stand once zeros have been put between and behind them.</summary>
/// <param name="Sources">For each padded channel the original one; <see cref="Zero"/> for a channel of zeros.</param>
internal sealed record ChannelLayout(IReadOnlyList<int> Sources)
{
    public const int Zero = -1;

    public int Count => Sources.Count;

    /// <summary>Pads every part of a value to a multiple of channels.</summary>
    /// <param name="parts">Channels of each part.</param>
    /// <param name="multiple">What the count of each part is rounded up to.</param>
    public static ChannelLayout Pad(IReadOnlyList<int> parts, int multiple)
    {
        List<int> sources = [];
        int start = 0;
        foreach (int part in parts)
        {
            sources.AddRange(Enumerable.Range(start, part));
            sources.AddRange(Enumerable.Repeat(Zero, (multiple - (part % multiple)) % multiple));
            start += part;
        }

        return new ChannelLayout(sources);
    }

    /// <summary>The layout without zeros.</summary>
    public static ChannelLayout Plain(int channels) => new([.. Enumerable.Range(0, channels)]);

    /// <summary>The layout of values joined along their channels.</summary>
    public static ChannelLayout Join(IReadOnlyList<(ChannelLayout Layout, int Channels)> parts)
    {
        List<int> sources = [];
        int start = 0;
        foreach ((ChannelLayout layout, int channels) in parts)
        {
            sources.AddRange(layout.Sources.Select(source => source == Zero ? Zero : start + source));
            start += channels;
        }

        return new ChannelLayout(sources);
    }

    /// <summary>The padded channels that hold a range of original ones, with the zeros behind each.</summary>
    /// <param name="start">The first original channel.</param>
    /// <param name="end">The original channel behind the last.</param>
    /// <returns>The first padded channel, the one behind the last, and the layout of what is between.</returns>
    public (int Start, int End, ChannelLayout Layout) Cut(int start, int end)
    {
        int[] places = [.. Enumerable.Range(0, Count).Where(place => Sources[place] >= start && Sources[place] < end)];
        int behind = places[^1] + 1;
        while (behind < Count && Sources[behind] == Zero)
        {
            behind++;
        }

        int[] inside = [.. Sources.Skip(places[0]).Take(behind - places[0])];
        return (places[0], behind, new ChannelLayout(Array.ConvertAll(inside, source => source == Zero ? Zero : source - start)));
    }

    public bool Equals(ChannelLayout? other) => other is not null && Sources.SequenceEqual(other.Sources);

    public override int GetHashCode() => Count;
}
