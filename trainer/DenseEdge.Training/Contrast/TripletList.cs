namespace DenseEdge.Training.Contrast;

/// <summary>Triplets of drawn pixels, as positions in the list of drawn pixels.</summary>
internal sealed class TripletList
{
    private readonly List<long> _anchors = [];
    private readonly List<long> _positives = [];
    private readonly List<long> _negatives = [];

    /// <summary>The anchors.</summary>
    public IReadOnlyList<long> Anchors => _anchors;

    /// <summary>For each anchor the pixel that its label is like.</summary>
    public IReadOnlyList<long> Positives => _positives;

    /// <summary>For each anchor the pixel that its label is unlike.</summary>
    public IReadOnlyList<long> Negatives => _negatives;

    /// <summary>How many triplets.</summary>
    public int Count => _anchors.Count;

    /// <summary>Adds a triplet.</summary>
    public void Add(long anchor, long positive, long negative)
    {
        _anchors.Add(anchor);
        _positives.Add(positive);
        _negatives.Add(negative);
    }
}
