namespace DenseEdge.Training.Contrast;

/// <summary>
/// Draws labelled pixels without putting any back: evenly over the classes that an image shows (so half and half for
/// boundaries and saliency), uniformly for depth and normals.
/// </summary>
internal static class PixelSampling
{
    /// <summary>Draws pixels.</summary>
    /// <param name="labels">The labels of a batch.</param>
    /// <param name="perImage">Pixels of each image; fewer if it has fewer with a label.</param>
    /// <param name="random">Where the draws come from.</param>
    /// <param name="isHard">
    /// Pixels that should make up half of each class, as far as there are enough of both kinds, [N · h · w]; null for no
    /// preference.
    /// </param>
    public static PixelDraw Draw(SourceLabels labels, int perImage, Random random, bool[]? isHard = null)
    {
        List<long> pixels = [];
        int[] starts = new int[labels.Images + 1];
        for (int image = 0; image < labels.Images; image++)
        {
            pixels.AddRange(DrawImage(labels, image, perImage, random, isHard));
            starts[image + 1] = pixels.Count;
        }

        return new PixelDraw([.. pixels], starts);
    }

    /// <summary>Shares a number out as evenly as the sizes allow: what one cannot take goes to the others.</summary>
    /// <param name="sizes">The most that each can take.</param>
    /// <param name="total">What is shared out, if the sizes allow.</param>
    /// <returns>A share for each.</returns>
    public static int[] Share(IReadOnlyList<int> sizes, int total)
    {
        int[] shares = new int[sizes.Count];
        int left = total;
        int[] bySize = [.. Enumerable.Range(0, sizes.Count).OrderBy(i => sizes[i])];
        for (int i = 0; i < bySize.Length; i++)
        {
            // The smallest first: each gets its part of the rest, so that the last gets what nobody else could take.
            shares[bySize[i]] = Math.Min(sizes[bySize[i]], left / (bySize.Length - i));
            left -= shares[bySize[i]];
        }

        return shares;
    }

    private static IEnumerable<long> DrawImage(SourceLabels labels, int image, int perImage, Random random, bool[]? isHard)
    {
        int first = image * labels.PixelsPerImage;
        IEnumerable<int> valid = Enumerable.Range(first, labels.PixelsPerImage).Where(pixel => labels.IsValid[pixel]);
        List<int>[] groups = labels.Classes.Length == 0
            ? [[.. valid]]
            : [.. valid.GroupBy(pixel => labels.Classes[pixel]).OrderBy(group => group.Key).Select(group => group.ToList())];
        int[] shares = Share([.. groups.Select(group => group.Count)], perImage);
        return groups.Zip(shares).SelectMany(group => isHard is null
            ? Pick(group.First, group.Second, random)
            : PickHalves(group.First, group.Second, random, isHard));
    }

    private static IEnumerable<long> PickHalves(List<int> group, int count, Random random, bool[] isHard)
    {
        List<int> hard = [.. group.Where(pixel => isHard[pixel])];
        List<int> easy = [.. group.Where(pixel => !isHard[pixel])];
        int[] shares = Share([hard.Count, easy.Count], count);
        return Pick(hard, shares[0], random).Concat(Pick(easy, shares[1], random));
    }

    /// <summary>Moves random pixels to the front, one by one, and takes them.</summary>
    private static List<long> Pick(List<int> group, int count, Random random)
    {
        List<long> picked = new(count);
        for (int i = 0; i < count; i++)
        {
            int drawn = random.Next(i, group.Count);
            (group[i], group[drawn]) = (group[drawn], group[i]);
            picked.Add(group[i]);
        }

        return picked;
    }
}
