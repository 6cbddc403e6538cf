using DenseEdge.Training.Network;

namespace DenseEdge.Training.Losses;

/// <summary>The directions that the auxiliary prediction of surface normals tells apart.</summary>
public static class NormalCentroids
{
    private const int Clusters = TaskOutputs.AuxiliaryBins;

    /// <summary>Rounds after which the search ends even if normals still change clusters.</summary>
    private const int MaximumRounds = 50;

    /// <summary>Finds 40 unit vectors that lie close to the given ones: k-means with the cosine as likeness.</summary>
    /// <remarks>
    /// Dhillon and Modha, "Concept Decompositions for Large Sparse Text Data Using Clustering", Machine Learning 2001; the
    /// starting points are drawn as in k-means++ (Arthur and Vassilvitskii, SODA 2007). The paper's own 40 directions come
    /// without the procedure that made them.
    /// </remarks>
    /// <param name="normals">
    /// Normals of training images, x, y, z each; those of length 0 are skipped. Some ten thousand, drawn from many images,
    /// are enough.
    /// </param>
    /// <param name="seed">Equal seeds give equal results.</param>
    /// <returns>40 unit vectors, x, y, z each.</returns>
    /// <exception cref="ArgumentException">The numbers are not a multiple of 3, or fewer than 40 different directions.</exception>
    public static float[] SphericalKMeans(ReadOnlySpan<float> normals, int seed)
    {
        double[] points = Normalized(normals);
        double[] centroids = Start(points, new Random(seed));
        int[] cluster = new int[points.Length / 3];
        Array.Fill(cluster, -1);
        for (int round = 0; round < MaximumRounds && Assign(points, centroids, cluster); round++)
        {
            Update(points, centroids, cluster);
        }

        return Array.ConvertAll(centroids, component => (float)component);
    }

    private static double[] Normalized(ReadOnlySpan<float> normals)
    {
        if (normals.Length % 3 != 0)
        {
            throw new ArgumentException($"Expected three numbers for each normal, got {normals.Length}.", nameof(normals));
        }

        List<double> points = new(normals.Length);
        for (int i = 0; i < normals.Length; i += 3)
        {
            (double x, double y, double z) = (normals[i], normals[i + 1], normals[i + 2]);
            double length = Math.Sqrt((x * x) + (y * y) + (z * z));
            if (length > 0)
            {
                points.AddRange([x / length, y / length, z / length]);
            }
        }

        return [.. points];
    }

    /// <summary>Draws each further starting point with a chance that grows with its distance from those drawn before.</summary>
    private static double[] Start(double[] points, Random random)
    {
        int count = points.Length / 3;
        double[] centroids = new double[Clusters * 3];
        double[] distances = new double[count];
        Array.Fill(distances, 1.0);
        for (int chosen = 0; chosen < Clusters; chosen++)
        {
            int pick = Draw(distances, random);
            if (pick < 0)
            {
                throw new ArgumentException($"Expected at least {Clusters} different normals, got {chosen}.");
            }

            Array.Copy(points, pick * 3, centroids, chosen * 3, 3);
            for (int point = 0; point < count; point++)
            {
                double distance = 1 - Dot(points, point, centroids, chosen);
                distances[point] = chosen == 0 ? Math.Max(distance, 0) : Math.Clamp(distance, 0, distances[point]);
            }

            distances[pick] = 0;
        }

        return centroids;
    }

    private static int Draw(double[] weights, Random random)
    {
        // Rounding leaves copies of a chosen direction at a distance of about 1e-16.
        const double Same = 1e-12;
        double left = random.NextDouble() * weights.Where(weight => weight > Same).Sum();
        int last = -1;
        for (int i = 0; i < weights.Length && left >= 0; i++)
        {
            if (weights[i] > Same)
            {
                left -= weights[i];
                last = i;
            }
        }

        return last;
    }

    /// <summary>Gives each point to its nearest centroid; says whether any point changed.</summary>
    private static bool Assign(double[] points, double[] centroids, int[] cluster)
    {
        bool changed = false;
        for (int point = 0; point < cluster.Length; point++)
        {
            int nearest = 0;
            double best = double.NegativeInfinity;
            for (int candidate = 0; candidate < Clusters; candidate++)
            {
                double likeness = Dot(points, point, centroids, candidate);
                if (likeness > best)
                {
                    (best, nearest) = (likeness, candidate);
                }
            }

            changed |= cluster[point] != nearest;
            cluster[point] = nearest;
        }

        return changed;
    }

    /// <summary>Moves each centroid to the direction of its points' sum; one without points or direction stays.</summary>
    private static void Update(double[] points, double[] centroids, int[] cluster)
    {
        double[] sums = new double[centroids.Length];
        for (int point = 0; point < cluster.Length; point++)
        {
            for (int axis = 0; axis < 3; axis++)
            {
                sums[(cluster[point] * 3) + axis] += points[(point * 3) + axis];
            }
        }

        for (int centroid = 0; centroid < Clusters; centroid++)
        {
            double length = Math.Sqrt(Dot(sums, centroid, sums, centroid));
            for (int axis = 0; axis < 3 && length > 0; axis++)
            {
                centroids[(centroid * 3) + axis] = sums[(centroid * 3) + axis] / length;
            }
        }
    }

    private static double Dot(double[] left, int i, double[] right, int j)
        => (left[i * 3] * right[j * 3]) + (left[(i * 3) + 1] * right[(j * 3) + 1]) + (left[(i * 3) + 2] * right[(j * 3) + 2]);
}
