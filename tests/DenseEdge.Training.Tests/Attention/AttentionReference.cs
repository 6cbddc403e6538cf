namespace DenseEdge.Training.Tests.Attention;

/// <summary>The attentions by their definitions, pixel by pixel.</summary>
internal static class AttentionReference
{
    /// <summary>out(p) = sum_n v(n) (k(n)·q(p)) / max(sum_n k(n)·q(p), 1e-12).</summary>
    public static double[] Global(Map query, Map key, Map value)
    {
        double[] result = new double[value.Channels * query.Pixels];
        for (int p = 0; p < query.Pixels; p++)
        {
            double sum = 0;
            for (int n = 0; n < key.Pixels; n++)
            {
                double weight = Dot(query, p, key, n);
                sum += weight;
                for (int m = 0; m < value.Channels; m++)
                {
                    result[(m * query.Pixels) + p] += weight * value[m, n];
                }
            }

            for (int m = 0; m < value.Channels; m++)
            {
                result[(m * query.Pixels) + p] /= Math.Max(sum, 1e-12);
            }
        }

        return result;
    }

    /// <summary>Softmax over the window; outside the image the score and the value are 0.</summary>
    public static double[] Local(Map query, Map key, Map value, int window)
    {
        int radius = window / 2;
        double[] result = new double[value.Channels * query.Pixels];
        for (int p = 0; p < query.Pixels; p++)
        {
            (int row, int column) = (p / query.Width, p % query.Width);
            List<(double Score, int Pixel)> scores = [];
            for (int y = row - radius; y <= row + radius; y++)
            {
                for (int x = column - radius; x <= column + radius; x++)
                {
                    bool inside = y >= 0 && y < query.Height && x >= 0 && x < query.Width;
                    int n = inside ? (y * query.Width) + x : -1;
                    scores.Add((inside ? Dot(query, p, key, n) / Math.Sqrt(query.Channels) : 0, n));
                }
            }

            double total = scores.Sum(score => Math.Exp(score.Score));
            foreach ((double score, int n) in scores.Where(score => score.Pixel >= 0))
            {
                for (int m = 0; m < value.Channels; m++)
                {
                    result[(m * query.Pixels) + p] += Math.Exp(score) / total * value[m, n];
                }
            }
        }

        return result;
    }

    /// <summary>Softmax over regions; key and value have one pixel per region.</summary>
    public static double[] Label(Map query, Map key, Map value)
    {
        double[] result = new double[value.Channels * query.Pixels];
        for (int p = 0; p < query.Pixels; p++)
        {
            double[] weights = new double[key.Pixels];
            for (int region = 0; region < key.Pixels; region++)
            {
                weights[region] = Math.Exp(Dot(query, p, key, region) / Math.Sqrt(query.Channels));
            }

            for (int m = 0; m < value.Channels; m++)
            {
                for (int region = 0; region < key.Pixels; region++)
                {
                    result[(m * query.Pixels) + p] += weights[region] / weights.Sum() * value[m, region];
                }
            }
        }

        return result;
    }

    private static double Dot(Map left, int p, Map right, int n)
    {
        double sum = 0;
        for (int channel = 0; channel < left.Channels; channel++)
        {
            sum += left[channel, p] * right[channel, n];
        }

        return sum;
    }
}
