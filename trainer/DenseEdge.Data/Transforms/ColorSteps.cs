using DenseEdge.Contracts;

namespace DenseEdge.Data.Transforms;

/// <summary>The single colour changes of <see cref="PhotometricDistortion"/>, in place on bytes.</summary>
/// <remarks>Every linear step clips to 0 to 255 and cuts the decimals off, as in the reference
/// implementation.</remarks>
public static class ColorSteps
{
    /// <summary>Adds the same to every value.</summary>
    /// <param name="image">The image to change.</param>
    /// <param name="beta">What to add.</param>
    public static void Brightness(Rgb24Image image, float beta) => Linear(image, 1, beta);

    /// <summary>Multiplies every value.</summary>
    /// <param name="image">The image to change.</param>
    /// <param name="alpha">The factor.</param>
    public static void Contrast(Rgb24Image image, float alpha) => Linear(image, alpha, 0);

    /// <summary>Multiplies the saturation of every pixel.</summary>
    /// <param name="image">The image to change.</param>
    /// <param name="alpha">The factor.</param>
    public static void Saturation(Rgb24Image image, float alpha)
    {
        ArgumentNullException.ThrowIfNull(image);
        byte[] table = LinearTable(alpha, 0);
        Span<byte> pixels = image.Pixels;
        for (int i = 0; i < pixels.Length; i += 3)
        {
            (byte hue, byte saturation, byte value) = HsvColor.FromRgb(pixels[i], pixels[i + 1], pixels[i + 2]);
            (pixels[i], pixels[i + 1], pixels[i + 2]) = HsvColor.ToRgb(hue, table[saturation], value);
        }
    }

    /// <summary>Turns the hue of every pixel.</summary>
    /// <param name="image">The image to change.</param>
    /// <param name="shift">What to add to the hue, in steps of 2 degrees; the hue wraps around.</param>
    public static void Hue(Rgb24Image image, int shift)
    {
        ArgumentNullException.ThrowIfNull(image);
        byte[] table = new byte[256];
        for (int hue = 0; hue < HsvColor.HueCount; hue++)
        {
            int turned = (hue + shift) % HsvColor.HueCount;
            table[hue] = (byte)(turned < 0 ? turned + HsvColor.HueCount : turned);
        }

        Span<byte> pixels = image.Pixels;
        for (int i = 0; i < pixels.Length; i += 3)
        {
            (byte hue, byte saturation, byte value) = HsvColor.FromRgb(pixels[i], pixels[i + 1], pixels[i + 2]);
            (pixels[i], pixels[i + 1], pixels[i + 2]) = HsvColor.ToRgb(table[hue], saturation, value);
        }
    }

    private static void Linear(Rgb24Image image, float alpha, float beta)
    {
        ArgumentNullException.ThrowIfNull(image);
        byte[] table = LinearTable(alpha, beta);
        foreach (ref byte value in image.Pixels)
        {
            value = table[value];
        }
    }

    private static byte[] LinearTable(float alpha, float beta)
    {
        byte[] table = new byte[256];
        for (int value = 0; value < table.Length; value++)
        {
            table[value] = (byte)Math.Clamp((value * alpha) + beta, 0, 255);
        }

        return table;
    }
}
