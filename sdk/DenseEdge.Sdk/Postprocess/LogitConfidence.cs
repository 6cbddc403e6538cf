using System.Numerics;

namespace DenseEdge.Sdk.Postprocess;

/// <summary>The softmax probability of the most likely class of each pixel, from logits.</summary>
internal static class LogitConfidence
{
    /// <summary>Pixels whose sums stay in the first-level cache while the classes pass by.</summary>
    private const int Block = 512;

    /// <summary>Computes p = exp(m) / Σ exp(l_c) = 1 / Σ exp(l_c − m) for each pixel, where m is its largest logit: no power
    /// overflows, and the sum is at least 1.</summary>
    /// <param name="logits">[L, H, W].</param>
    /// <param name="classes">L, at least 1.</param>
    /// <param name="target">[H, W]; gets probabilities from 1 / L to 1.</param>
    public static void Fill(ReadOnlySpan<float> logits, int classes, Span<float> target)
    {
        Span<float> largest = stackalloc float[Block];
        int pixels = target.Length;
        for (int start = 0; start < pixels; start += Block)
        {
            Span<float> sums = target.Slice(start, Math.Min(Block, pixels - start));
            Span<float> best = largest[..sums.Length];
            logits.Slice(start, sums.Length).CopyTo(best);
            for (int label = 1; label < classes; label++)
            {
                Raise(best, logits.Slice((label * pixels) + start, sums.Length));
            }

            sums.Clear();
            for (int label = 0; label < classes; label++)
            {
                AddPowers(sums, logits.Slice((label * pixels) + start, sums.Length), best);
            }

            foreach (ref float sum in sums)
            {
                sum = 1 / sum;
            }
        }
    }

    private static void Raise(Span<float> best, ReadOnlySpan<float> logits)
    {
        int i = 0;
        for (; i <= best.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Max(new Vector<float>(best[i..]), new Vector<float>(logits[i..])).CopyTo(best[i..]);
        }

        for (; i < best.Length; i++)
        {
            best[i] = Math.Max(best[i], logits[i]);
        }
    }

    private static void AddPowers(Span<float> sums, ReadOnlySpan<float> logits, ReadOnlySpan<float> best)
    {
        int i = 0;
        for (; i <= sums.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> power = Vector.Exp(new Vector<float>(logits[i..]) - new Vector<float>(best[i..]));
            (new Vector<float>(sums[i..]) + power).CopyTo(sums[i..]);
        }

        for (; i < sums.Length; i++)
        {
            sums[i] += MathF.Exp(logits[i] - best[i]);
        }
    }
}
