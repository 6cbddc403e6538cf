using System.Numerics;

namespace DenseEdge.Sdk.Postprocess;

/// <summary>Logits into labels: the class with the largest logit, the first of equals.</summary>
internal sealed class LogitConversion(float[] logits, int classes, byte[] labels) : IOutputConversion
{
    /// <summary>Pixels whose best logits stay in the first-level cache while the classes pass by.</summary>
    private const int Block = 512;

    private readonly float[] _best = new float[Block];
    private readonly int[] _winners = new int[Block];

    /// <inheritdoc/>
    public void Convert()
    {
        int pixels = labels.Length;
        for (int start = 0; start < pixels; start += Block)
        {
            int count = Math.Min(Block, pixels - start);
            logits.AsSpan(start, count).CopyTo(_best);
            Array.Clear(_winners);
            for (int label = 1; label < classes; label++)
            {
                Challenge(logits.AsSpan((label * pixels) + start, count), label);
            }

            for (int i = 0; i < count; i++)
            {
                labels[start + i] = unchecked((byte)_winners[i]);
            }
        }
    }

    /// <summary>Lets a class win the pixels where its logit is larger than the best so far.</summary>
    private void Challenge(ReadOnlySpan<float> challenger, int label)
    {
        Span<float> best = _best;
        Span<int> winners = _winners;
        Vector<int> name = new(label);
        int i = 0;
        for (; i <= challenger.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> value = new(challenger[i..]), before = new(best[i..]);
            Vector<int> wins = Vector.GreaterThan(value, before);
            Vector.ConditionalSelect(wins, value, before).CopyTo(best[i..]);
            Vector.ConditionalSelect(wins, name, new Vector<int>(winners[i..])).CopyTo(winners[i..]);
        }

        for (; i < challenger.Length; i++)
        {
            if (challenger[i] > best[i])
            {
                (best[i], winners[i]) = (challenger[i], label);
            }
        }
    }
}
