namespace DenseEdge.Evaluation.Boundaries;

/// <summary>Probabilities as the bytes of a boundary PNG: what the benchmark reads is not finer than this.</summary>
public static class BoundaryQuantization
{
    /// <summary>Gets floor(255·p) of each probability.</summary>
    /// <param name="probabilities">0 to 1.</param>
    /// <exception cref="ArgumentException">A probability is not a number from 0 to 1.</exception>
    public static byte[] ToBytes(ReadOnlySpan<float> probabilities)
    {
        byte[] bytes = new byte[probabilities.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            float probability = probabilities[i];
            if (!(probability >= 0 && probability <= 1))
            {
                throw new ArgumentException(
                    $"Expected probabilities from 0 to 1, got {probability} at position {i}.", nameof(probabilities));
            }

            bytes[i] = (byte)(255 * probability);
        }

        return bytes;
    }
}
