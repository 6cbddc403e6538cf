using DenseEdge.Data;
using DenseEdge.Data.Folder;

namespace DenseEdge.Training.Search;

/// <summary>A training split cut in two: samples to train a supernet on, and samples to score its rows on.</summary>
/// <param name="Training">What the supernet may see.</param>
/// <param name="Validation">What it never sees; the test split stays untouched by the search.</param>
public sealed record HeldOutSplit(ISampleSource Training, ISampleSource Validation)
{
    // Neighbouring frames of a video show the same: whole runs are held out, spread over the recording.
    private const int Parts = 4;

    /// <summary>Holds out the end of each quarter of a source, in its order.</summary>
    /// <param name="samples">A training split of at least 2 samples.</param>
    /// <param name="share">Share that is held out, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">The split is too small, or the share is out of range.</exception>
    public static HeldOutSplit Of(ISampleSource samples, double share = 0.2)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (!(share > 0 && share < 1))
        {
            throw new ArgumentException($"Expected a share above 0 and below 1, got {share}.", nameof(share));
        }

        int parts = Math.Min(Parts, samples.Count / 2);
        if (parts == 0)
        {
            throw new ArgumentException($"Expected at least 2 samples to hold some out, got {samples.Count}.", nameof(samples));
        }

        List<int> training = [], validation = [];
        for (int part = 0; part < parts; part++)
        {
            int first = part * samples.Count / parts, end = (part + 1) * samples.Count / parts;
            int held = Math.Clamp((int)Math.Round((end - first) * share), 1, end - first - 1);
            training.AddRange(Enumerable.Range(first, end - first - held));
            validation.AddRange(Enumerable.Range(end - held, held));
        }

        return new HeldOutSplit(new SubsetSource(samples, training), new SubsetSource(samples, validation));
    }
}
