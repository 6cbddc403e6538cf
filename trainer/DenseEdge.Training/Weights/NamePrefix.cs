namespace DenseEdge.Training.Weights;

/// <summary>
/// What programs put before the names of a network's parameters: <c>module.</c> of parallel training, <c>model.</c> of
/// Lightning, <c>backbone.</c> of a whole network, and any mixture.
/// </summary>
internal static class NamePrefix
{
    private const int Probes = 16;

    /// <summary>Finds the prefix with which most names are those that are wanted.</summary>
    /// <param name="given">Names in a file.</param>
    /// <param name="wanted">Names of a network.</param>
    /// <returns>The prefix, the empty one if nothing fits better.</returns>
    public static string Find(IEnumerable<string> given, IReadOnlyCollection<string> wanted)
    {
        string[] names = [.. given];
        HashSet<string> known = new(wanted, StringComparer.Ordinal);

        // Some wanted names from all over the network: whichever the file has, it ends with one of them.
        int step = Math.Max(1, wanted.Count / Probes);
        string[] probes = [.. wanted.Where((_, i) => i % step == 0)];
        IEnumerable<string> candidates = names
            .SelectMany(name => probes.Where(probe => name.EndsWith($".{probe}", StringComparison.Ordinal))
                .Select(probe => name[..^probe.Length]))
            .Distinct(StringComparer.Ordinal);
        string best = string.Empty;
        int most = names.Count(known.Contains);
        foreach (string prefix in candidates.Order(StringComparer.Ordinal))
        {
            int fitting = names.Count(
                name => name.StartsWith(prefix, StringComparison.Ordinal) && known.Contains(name[prefix.Length..]));
            if (fitting > most)
            {
                (best, most) = (prefix, fitting);
            }
        }

        return best;
    }

    /// <summary>Keeps what has a prefix, and cuts it off.</summary>
    public static Dictionary<string, SafeTensor> Cut(IReadOnlyDictionary<string, SafeTensor> tensors, string prefix) =>
        tensors.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key[prefix.Length..], entry => entry.Value, StringComparer.Ordinal);
}
