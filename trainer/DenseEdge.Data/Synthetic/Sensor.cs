using System.Numerics;
using DenseEdge.Contracts;

namespace DenseEdge.Data.Synthetic;

/// <summary>Turns light into bytes as a small camera does: exposure, vignetting, noise, tone curve.</summary>
internal static class Sensor
{
    private const float Middle = 0.4f;
    private const float ShotNoise = 0.018f;
    private const float ReadNoise = 0.006f;
    private const float Vignetting = 0.22f;

    private static readonly Vector3 Luminance = new(0.2126f, 0.7152f, 0.0722f);

    private static readonly byte[] Gamma =
        [.. Enumerable.Range(0, 4096).Select(i => (byte)MathF.Round(255 * MathF.Pow(i / 4095f, 1 / 2.2f)))];

    /// <summary>Takes the picture.</summary>
    /// <param name="light">The light at each pixel, row by row.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="exposure">What the photographer adds to the automatic exposure; 1 is neutral.</param>
    /// <param name="seed">The seed of the noise.</param>
    /// <param name="noise">The strength of the noise.</param>
    public static Rgb24Image Expose(Vector3[] light, int height, int width, float exposure, int seed, float noise)
    {
        float gain = exposure * Middle / MathF.Max(MeanLuminance(light), 1e-3f);
        Rgb24Image image = new(height, width);
        Span<byte> pixels = image.Pixels;
        float diagonal = (height * height) + (width * width);
        for (int y = 0, i = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++, i++)
            {
                float dx = (2 * x) - width, dy = (2 * y) - height;
                float falloff = 1 - (Vignetting * ((dx * dx) + (dy * dy)) / diagonal);
                Vector3 value = light[i] * (gain * falloff);
                float deviation = (ShotNoise * MathF.Sqrt((value.X + value.Y + value.Z) / 3)) + ReadNoise;
                value += Noise(i, seed) * (noise * deviation);
                value = Tone(Vector3.Max(value, default));
                (pixels[i * 3], pixels[(i * 3) + 1], pixels[(i * 3) + 2]) =
                    (Encode(value.X), Encode(value.Y), Encode(value.Z));
            }
        }

        return image;
    }

    // Averaged in logarithms, so that a bright window does not turn the room black.
    private static float MeanLuminance(Vector3[] light)
    {
        float sum = 0;
        int count = 0;
        for (int i = 0; i < light.Length; i += 7, count++)
        {
            sum += MathF.Log(0.02f + Vector3.Dot(light[i], Luminance));
        }

        return MathF.Exp(sum / count);
    }

    // A soft toe and shoulder: deep shadows stay dark, highlights roll off instead of clipping (after Narkowicz, 2015).
    private static Vector3 Tone(Vector3 value)
    {
        value *= 0.72f;
        Vector3 over = value * ((value * 2.51f) + new Vector3(0.03f));
        Vector3 under = (value * ((value * 2.43f) + new Vector3(0.59f))) + new Vector3(0.14f);
        Vector3 rolled = over / under;

        // The curve bends each colour by itself, which makes them gaudy: a little grey takes that back.
        float grey = Vector3.Dot(rolled, Luminance);
        return Vector3.Min(Vector3.Lerp(new Vector3(grey), rolled, 0.86f), Vector3.One);
    }

    private static byte Encode(float value) => Gamma[(int)(value * 4095)];

    // Three bell-shaped values of mean 0 and deviation 1: sums of four bytes each.
    private static Vector3 Noise(int pixel, int seed)
    {
        unchecked
        {
            ulong state = ((ulong)(uint)seed << 32) | (uint)pixel;
            return new Vector3(
                Bell((uint)SceneRandom.Mix(state)),
                Bell((uint)(SceneRandom.Mix(state) >> 32)),
                Bell((uint)SceneRandom.Mix(~state)));
        }
    }

    private static float Bell(uint bits)
    {
        float sum = (bits & 255) + ((bits >> 8) & 255) + ((bits >> 16) & 255) + (bits >> 24);
        return (sum - 510) * (1 / 147.8f);
    }
}
