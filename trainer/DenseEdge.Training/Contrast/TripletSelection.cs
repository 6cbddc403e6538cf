namespace DenseEdge.Training.Contrast;

/// <summary>Chooses a positive and a negative for every drawn pixel that has both in its image.</summary>
internal static class TripletSelection
{
    /// <summary>How often a threshold-free triplet is drawn before its anchor is given up.</summary>
    private const int MostDraws = 8;

    /// <summary>
    /// By thresholds: a random positive, and a random one of the semi-hard negatives, which are farther from the anchor than
    /// the positive, but by less than the margin; without any, a random negative.
    /// </summary>
    /// <param name="draw">The drawn pixels.</param>
    /// <param name="labels">The labels of the source.</param>
    /// <param name="distance">How far apart labels are.</param>
    /// <param name="features">Distances of the projected features within each image, [n · n] row by row.</param>
    /// <param name="margin">The margin of the loss.</param>
    /// <param name="random">Where the draws come from.</param>
    public static TripletList ByThresholds(
        PixelDraw draw, SourceLabels labels, LabelDistance distance, IReadOnlyList<float[]> features, double margin,
        Random random)
    {
        TripletList triplets = new();
        List<int> positives = [], negatives = [], semiHard = [];
        for (int image = 0; image < draw.Images; image++)
        {
            ReadOnlySpan<long> pixels = draw.Of(image);
            for (int anchor = 0; anchor < pixels.Length; anchor++)
            {
                Split(labels, distance, pixels, anchor, positives, negatives);
                if (positives.Count == 0 || negatives.Count == 0)
                {
                    continue;
                }

                ReadOnlySpan<float> row = features[image].AsSpan(anchor * pixels.Length, pixels.Length);
                int positive = positives[random.Next(positives.Count)];
                semiHard.Clear();
                foreach (int candidate in negatives)
                {
                    if (row[candidate] > row[positive] && row[candidate] < row[positive] + margin)
                    {
                        semiHard.Add(candidate);
                    }
                }

                List<int> from = semiHard.Count > 0 ? semiHard : negatives;
                int start = draw.ImageStarts[image];
                triplets.Add(start + anchor, start + positive, start + from[random.Next(from.Count)]);
            }
        }

        return triplets;
    }

    /// <summary>Without thresholds: of two random pixels the one whose label is nearer is the positive.</summary>
    /// <param name="draw">The drawn pixels.</param>
    /// <param name="labels">The labels of the source.</param>
    /// <param name="distance">How far apart labels are.</param>
    /// <param name="gap">How much the two label distances must differ at least, above 0.</param>
    /// <param name="random">Where the draws come from.</param>
    public static TripletList ByOrder(PixelDraw draw, SourceLabels labels, LabelDistance distance, double gap, Random random)
    {
        TripletList triplets = new();
        for (int image = 0; image < draw.Images; image++)
        {
            ReadOnlySpan<long> pixels = draw.Of(image);
            int start = draw.ImageStarts[image];
            for (int anchor = 0; anchor < pixels.Length && pixels.Length > 2; anchor++)
            {
                for (int attempt = 0; attempt < MostDraws; attempt++)
                {
                    (int first, int second) = (Other(pixels.Length, anchor, random), Other(pixels.Length, anchor, random));
                    double toFirst = distance.Between(labels, (int)pixels[anchor], (int)pixels[first]);
                    double toSecond = distance.Between(labels, (int)pixels[anchor], (int)pixels[second]);
                    if (Math.Abs(toFirst - toSecond) >= gap)
                    {
                        (int near, int far) = toFirst < toSecond ? (first, second) : (second, first);
                        triplets.Add(start + anchor, start + near, start + far);
                        break;
                    }
                }
            }
        }

        return triplets;
    }

    private static void Split(
        SourceLabels labels, LabelDistance distance, ReadOnlySpan<long> pixels, int anchor, List<int> positives,
        List<int> negatives)
    {
        positives.Clear();
        negatives.Clear();
        for (int other = 0; other < pixels.Length; other++)
        {
            double apart = other == anchor ? double.NaN : distance.Between(labels, (int)pixels[anchor], (int)pixels[other]);
            if (apart <= distance.Positive)
            {
                positives.Add(other);
            }
            else if (apart >= distance.Negative)
            {
                negatives.Add(other);
            }
        }
    }

    private static int Other(int count, int anchor, Random random)
    {
        int drawn = random.Next(count - 1);
        return drawn < anchor ? drawn : drawn + 1;
    }
}
