namespace DenseEdge.Quantization.Float16;

/// <summary>
/// Rounds the weights of a convolution to FP16 so that the mean of every output channel stays. Rounding each weight to its
/// nearest neighbour makes an error that is the same for every pixel and every frame; where a channel is a small difference of
/// large terms, as in networks with folded normalisation, it shifts the channel visibly. Of the weights that lie almost in the
/// middle between two FP16 numbers, some are rounded the other way until the shifts cancel.
/// </summary>
internal static class MeanPreservingRounding
{
    /// <summary>Rounds.</summary>
    /// <param name="weights">[O, K], row-major: a row for each output channel.</param>
    /// <param name="means">[K] or [O, K]: mean of the input that each weight is multiplied with.</param>
    /// <param name="biases">[O], or empty.</param>
    /// <param name="channels">O.</param>
    /// <returns>[O, K].</returns>
    public static Half[] Round(ReadOnlySpan<float> weights, ReadOnlySpan<double> means, ReadOnlySpan<float> biases, int channels)
    {
        Half[] rounded = new Half[weights.Length];
        int terms = weights.Length / channels;
        for (int channel = 0; channel < channels; channel++)
        {
            int start = channel * terms;
            double shift = biases.IsEmpty ? 0 : HalfRange.Round(biases[channel]) - (double)biases[channel];
            RoundChannel(
                weights.Slice(start, terms), means.Length == weights.Length ? means.Slice(start, terms) : means,
                rounded.AsSpan(start, terms), shift);
        }

        return rounded;
    }

    /// <param name="weights">[K].</param>
    /// <param name="means">[K].</param>
    /// <param name="rounded">[K], the result.</param>
    /// <param name="shift">What the bias adds to the channel by its own rounding.</param>
    private static void RoundChannel(ReadOnlySpan<float> weights, ReadOnlySpan<double> means, Span<Half> rounded, double shift)
    {
        (double Cost, int Index)[] candidates = new (double, int)[weights.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            rounded[i] = (Half)weights[i];
            double error = (double)rounded[i] - weights[i];
            shift += error * means[i];
            candidates[i] = (Math.Abs((double)OtherSide(weights[i], rounded[i]) - weights[i]) - Math.Abs(error), i);
        }

        Array.Sort(candidates);
        foreach ((_, int index) in candidates)
        {
            Half other = OtherSide(weights[index], rounded[index]);
            double changed = shift + (((double)other - (double)rounded[index]) * means[index]);
            if (Half.IsFinite(other) && Math.Abs(changed) < Math.Abs(shift))
            {
                (rounded[index], shift) = (other, changed);
            }
        }
    }

    /// <summary>The FP16 number on the other side of a value that was rounded; the same one if it was exact.</summary>
    private static Half OtherSide(float value, Half nearest)
        => (float)nearest < value ? Half.BitIncrement(nearest) : (float)nearest > value ? Half.BitDecrement(nearest) : nearest;
}
