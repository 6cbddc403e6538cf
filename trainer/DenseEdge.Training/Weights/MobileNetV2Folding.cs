using DenseEdge.Training.Network;

namespace DenseEdge.Training.Weights;

/// <summary>
/// Brings MobileNetV2 as torchvision publishes it (batch normalisation apart, pixels normalised by ImageNet's mean and
/// deviation) into the form of the folded files: a weight and a bias per convolution, pixels from -1 to 1.
/// </summary>
/// <remarks>
/// The function stays the same but for the border: torchvision pads every side of a stride-2 convolution, and with the mean
/// colour; here TensorFlow's rule pads the end only, and with grey.
/// </remarks>
internal static class MobileNetV2Folding
{
    private const string Stem = "features.0.0";

    private static readonly float[] Mean = [0.485f, 0.456f, 0.406f];
    private static readonly float[] Deviation = [0.229f, 0.224f, 0.225f];

    /// <summary>Tells whether tensors are in torchvision's form.</summary>
    public static bool HasNormalization(IReadOnlyDictionary<string, SafeTensor> tensors) =>
        tensors.ContainsKey("features.0.1.running_mean");

    /// <summary>Folds.</summary>
    /// <param name="tensors">Tensors under torchvision's names.</param>
    /// <param name="convolutions">The names of the backbone's convolutions, without ".weight".</param>
    /// <returns>
    /// Weights and biases of the convolutions that are there with their normalisation; other tensors as they are.
    /// </returns>
    public static Dictionary<string, SafeTensor> Fold(
        IReadOnlyDictionary<string, SafeTensor> tensors, IEnumerable<string> convolutions)
    {
        Dictionary<string, SafeTensor> folded = new(tensors, StringComparer.Ordinal);
        foreach (string convolution in convolutions)
        {
            string norm = NormOf(convolution);
            string[] parts = [$"{norm}.weight", $"{norm}.bias", $"{norm}.running_mean", $"{norm}.running_var"];
            if (!tensors.TryGetValue($"{convolution}.weight", out SafeTensor? weight)
                || weight.Shape is not [> 0, _, _, _]
                || !parts.All(part => tensors.TryGetValue(part, out SafeTensor? found)
                    && found.Shape.SequenceEqual([weight.Shape[0]])))
            {
                continue;
            }

            float[][] numbers = [.. parts.Select(part => tensors[part].ToSingles())];
            (float[] scaled, float[] bias) = Fold(weight, numbers[0], numbers[1], numbers[2], numbers[3]);
            if (convolution == Stem && weight.Shape[1] == Mean.Length)
            {
                ChangePixels(scaled, bias, (int)(weight.Shape[2] * weight.Shape[3]));
            }

            folded[$"{convolution}.weight"] = SafeTensor.Of(scaled, [.. weight.Shape]);
            folded[$"{convolution}.bias"] = SafeTensor.Of(bias, bias.Length);
            foreach (string part in parts.Append($"{norm}.num_batches_tracked"))
            {
                folded.Remove(part);
            }
        }

        return folded;
    }

    /// <summary>The normalisation follows its convolution: the last number of the name is one higher.</summary>
    private static string NormOf(string convolution)
    {
        int dot = convolution.LastIndexOf('.');
        int number = int.Parse(convolution[(dot + 1)..], System.Globalization.CultureInfo.InvariantCulture);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{convolution[..dot]}.{number + 1}");
    }

    private static (float[] Weight, float[] Bias) Fold(
        SafeTensor weight, float[] gamma, float[] beta, float[] mean, float[] variance)
    {
        float[] scaled = weight.ToSingles();
        float[] bias = new float[gamma.Length];
        int perChannel = scaled.Length / gamma.Length;
        for (int c = 0; c < gamma.Length; c++)
        {
            double factor = gamma[c] / Math.Sqrt(variance[c] + Layers.NormEpsilon);
            bias[c] = (float)(beta[c] - (mean[c] * factor));
            for (int i = c * perChannel; i < (c + 1) * perChannel; i++)
            {
                scaled[i] = (float)(scaled[i] * factor);
            }
        }

        return (scaled, bias);
    }

    /// <summary>
    /// From pixels (p / 255 - mean) / deviation to pixels x = p / 127.5 - 1: the old ones are ((x + 1) / 2 - mean) / deviation.
    /// </summary>
    private static void ChangePixels(float[] weight, float[] bias, int taps)
    {
        for (int i = 0; i < weight.Length; i++)
        {
            int color = i / taps % Mean.Length;
            int channel = i / taps / Mean.Length;
            bias[channel] += weight[i] * (0.5f - Mean[color]) / Deviation[color];
            weight[i] /= 2 * Deviation[color];
        }
    }
}
