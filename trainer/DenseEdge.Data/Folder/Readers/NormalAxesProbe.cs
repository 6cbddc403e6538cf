namespace DenseEdge.Data.Folder;

/// <summary>
/// Finds which way the components of stored normals point by looking at some: visible surfaces face the camera, and those
/// that face up lie lower in an image than those that face down. The first component is taken as x to the right, as in all
/// known files.
/// </summary>
internal static class NormalAxesProbe
{
    private const int MostSamples = 8;

    /// <summary>Looks at the first labels of the first split.</summary>
    /// <returns>The axes as <see cref="NormalAxes"/> reads them.</returns>
    /// <exception cref="InvalidDataException">There is no label to look at.</exception>
    internal static IReadOnlyList<string> Find(ArrayTask task, FolderDescriptor descriptor, Func<string, ArrayFile> open)
    {
        var sums = new double[3];
        var moments = new double[3];
        int seen = 0;
        IEnumerable<string> files = SplitIds.Of(descriptor, descriptor.Splits.Keys.First())
            .Select(id => SamplePath.Of(descriptor.Root, task.File, id)).Where(File.Exists).Take(MostSamples);
        foreach (string file in files)
        {
            ArrayFile array = open(file);
            (int height, int width) = array.Size(file, 3);
            Add(array.Singles(), height, width, sums, moments);
            seen++;
        }

        return seen > 0
            ? Decide(sums, moments)
            : throw new InvalidDataException(
                $"'{descriptor.Root}': expected normals ({task.File}) to find their axes by, found none.");
    }

    /// <summary>Decides by the sums of components 1 and 2, and by their sums weighted by the distance below the middle.</summary>
    private static string[] Decide(double[] sums, double[] moments)
    {
        int depth = Math.Abs(sums[2]) >= Math.Abs(sums[1]) ? 2 : 1;
        int vertical = 3 - depth;
        var axes = new string[3];
        axes[0] = "x";
        axes[depth] = sums[depth] > 0 ? "-z" : "z";
        axes[vertical] = moments[vertical] > 0 ? "-y" : "y";
        return axes;
    }

    private static void Add(float[] normals, int height, int width, double[] sums, double[] moments)
    {
        for (int y = 0; y < height; y++)
        {
            double below = ((y + 0.5) / height) - 0.5;
            for (int x = 0; x < width; x++)
            {
                int at = 3 * ((y * width) + x);
                for (int c = 1; c < 3; c++)
                {
                    float value = float.IsFinite(normals[at + c]) ? normals[at + c] : 0;
                    sums[c] += value;
                    moments[c] += value * below;
                }
            }
        }
    }
}
