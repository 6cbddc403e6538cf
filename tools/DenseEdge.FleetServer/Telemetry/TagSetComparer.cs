namespace DenseEdge.FleetServer.Telemetry;

/// <summary>Finds a series by the labels of a measurement without making an object for the question: measurements come with every
/// request.</summary>
internal sealed class TagSetComparer
    : IEqualityComparer<TagSet>, IAlternateEqualityComparer<ReadOnlySpan<KeyValuePair<string, object?>>, TagSet>
{
    /// <summary>The only one.</summary>
    public static readonly TagSetComparer Instance = new();

    /// <inheritdoc/>
    public bool Equals(TagSet? x, TagSet? y) => ReferenceEquals(x, y) || (x is not null && y is not null && Equals(x.Tags, y));

    /// <inheritdoc/>
    public int GetHashCode(TagSet obj) => GetHashCode(obj.Tags);

    /// <inheritdoc/>
    public bool Equals(ReadOnlySpan<KeyValuePair<string, object?>> alternate, TagSet other)
    {
        ReadOnlySpan<KeyValuePair<string, object?>> tags = other.Tags;
        if (alternate.Length != tags.Length)
        {
            return false;
        }

        for (int index = 0; index < tags.Length; index++)
        {
            if (alternate[index].Key != tags[index].Key || !Equals(alternate[index].Value, tags[index].Value))
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public int GetHashCode(ReadOnlySpan<KeyValuePair<string, object?>> alternate)
    {
        HashCode hash = default;
        foreach (KeyValuePair<string, object?> tag in alternate)
        {
            hash.Add(tag.Key);
            hash.Add(tag.Value);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public TagSet Create(ReadOnlySpan<KeyValuePair<string, object?>> alternate) => new(alternate.ToArray());
}
