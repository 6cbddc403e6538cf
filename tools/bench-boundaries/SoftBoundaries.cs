using DenseEdge.Contracts;
using DenseEdge.Data;

namespace DenseEdge.BenchBoundaries;

/// <summary>Boundary maps as a trained network gives them: soft lines a little beside the true ones, some faint, some
/// missing, weaker ones at the edges of textures, and a low floor everywhere.</summary>
internal static class SoftBoundaries
{
    private const double LineSigmaPixels = 1.6;
    private const double ShiftPixels = 7;
    private const double ShiftScalePixels = 24;
    private const double StrengthScalePixels = 40;
    private const double FloorScalePixels = 6;
    private const double TextureStrength = 5;
    private const double FloorStrength = 0.08;

    /// <summary>Makes a map.</summary>
    /// <param name="sample">A photo with true boundaries.</param>
    /// <param name="seed">Equal numbers give equal maps.</param>
    /// <returns>floor(255·probability), [H, W].</returns>
    public static byte[] Make(DenseSample sample, int seed)
    {
        (int height, int width) = (sample.Image.Height, sample.Image.Width);
        Random random = new(seed);
        float[] shiftX = SmoothNoise(random, height, width, ShiftScalePixels);
        float[] shiftY = SmoothNoise(random, height, width, ShiftScalePixels);
        float[] strength = SmoothNoise(random, height, width, StrengthScalePixels);
        float[] floor = SmoothNoise(random, height, width, FloorScalePixels);
        float[] lines = Blur(Moved(sample.Boundaries!, shiftX, shiftY), height, width);
        float[] texture = Blur(Gradient(sample.Image), height, width);
        byte[] result = new byte[height * width];
        for (int i = 0; i < result.Length; i++)
        {
            // A blurred line one pixel wide reaches 1 / (σ·√2π) at its middle.
            double line = Math.Min(1, lines[i] * LineSigmaPixels * 2.5066);
            double certain = Math.Clamp(0.45 + (0.6 * strength[i]), 0.01, 0.99);
            double other = Math.Min(0.75, TextureStrength * texture[i]) * (0.6 + (0.4 * strength[i]));
            double background = FloorStrength * Math.Abs(floor[i]);
            double probability = 1 - ((1 - (line * certain)) * (1 - other) * (1 - background));
            result[i] = (byte)(255 * Math.Clamp(probability, 0, 1));
        }

        return result;
    }

    private static float[] Moved(LabelMap boundaries, float[] shiftX, float[] shiftY)
    {
        float[] result = new float[boundaries.Labels.Length];
        for (int i = 0; i < result.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, boundaries.Width);
            int toX = Math.Clamp(x + (int)Math.Round(ShiftPixels * shiftX[i]), 0, boundaries.Width - 1);
            int toY = Math.Clamp(y + (int)Math.Round(ShiftPixels * shiftY[i]), 0, boundaries.Height - 1);
            if (boundaries.Labels[i] == 1)
            {
                result[(toY * boundaries.Width) + toX] = 1;
            }
        }

        return result;
    }

    private static float[] Gradient(Rgb24Image image)
    {
        float[] grey = new float[image.Height * image.Width];
        for (int i = 0; i < grey.Length; i++)
        {
            grey[i] = (image.Pixels[3 * i] + image.Pixels[(3 * i) + 1] + image.Pixels[(3 * i) + 2]) / 765f;
        }

        float[] result = new float[grey.Length];
        for (int i = 0; i < grey.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, image.Width);
            float dx = x + 1 < image.Width ? grey[i + 1] - grey[i] : 0;
            float dy = y + 1 < image.Height ? grey[i + image.Width] - grey[i] : 0;
            result[i] = MathF.Sqrt((dx * dx) + (dy * dy));
        }

        return result;
    }

    // A Gaussian along rows, then along columns.
    private static float[] Blur(float[] values, int height, int width)
    {
        int radius = (int)Math.Ceiling(3 * LineSigmaPixels);
        double[] weights = [.. Enumerable.Range(-radius, (2 * radius) + 1)
            .Select(offset => Math.Exp(-offset * offset / (2 * LineSigmaPixels * LineSigmaPixels)))];
        double sum = weights.Sum();
        float[] Along(float[] source, int step, int length, Func<int, int> place)
        {
            float[] result = new float[source.Length];
            for (int i = 0; i < source.Length; i++)
            {
                double total = 0;
                int position = place(i);
                for (int k = -radius; k <= radius; k++)
                {
                    int at = Math.Clamp(position + k, 0, length - 1);
                    total += weights[k + radius] * source[i + ((at - position) * step)];
                }

                result[i] = (float)(total / sum);
            }

            return result;
        }

        return Along(Along(values, 1, width, i => i % width), width, height, i => i / width);
    }

    // -1 to 1, smooth over a scale: random values on a coarse grid, bilinear between.
    private static float[] SmoothNoise(Random random, int height, int width, double scalePixels)
    {
        int columns = (int)(width / scalePixels) + 2;
        int rows = (int)(height / scalePixels) + 2;
        double[] grid = [.. Enumerable.Range(0, rows * columns).Select(_ => (2 * random.NextDouble()) - 1)];
        float[] result = new float[height * width];
        for (int i = 0; i < result.Length; i++)
        {
            (int y, int x) = Math.DivRem(i, width);
            (double gridY, double gridX) = (y / scalePixels, x / scalePixels);
            (int top, int left) = ((int)gridY, (int)gridX);
            (double down, double right) = (gridY - top, gridX - left);
            int at = (top * columns) + left;
            double upper = (grid[at] * (1 - right)) + (grid[at + 1] * right);
            double lower = (grid[at + columns] * (1 - right)) + (grid[at + columns + 1] * right);
            result[i] = (float)((upper * (1 - down)) + (lower * down));
        }

        return result;
    }
}
