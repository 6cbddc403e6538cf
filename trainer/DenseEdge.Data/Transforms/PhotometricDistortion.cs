using DenseEdge.Contracts;

namespace DenseEdge.Data.Transforms;

/// <summary>Changes brightness, contrast, saturation and hue at random, each with a probability of its own
/// draw.</summary>
/// <remarks>
/// Order: brightness; contrast in one half of the cases; saturation; hue; contrast in the other half. As in the
/// reference implementation of ATRC (ICCV 2021), whose code stems from MMSegmentation.
/// </remarks>
public static class PhotometricDistortion
{
    /// <summary>Changes one image in place.</summary>
    /// <param name="image">The image to change.</param>
    /// <param name="options">The ranges and the probability of each step.</param>
    /// <param name="random">Where the draws come from.</param>
    public static void Apply(Rgb24Image image, TrainingAugmentation options, Random random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        if (Happens())
        {
            ColorSteps.Brightness(image, (float)Between(-options.BrightnessShift, options.BrightnessShift));
        }

        bool contrastFirst = random.Next(2) == 1;
        if (contrastFirst)
        {
            ChangeContrast();
        }

        if (Happens())
        {
            ColorSteps.Saturation(image, (float)Between(options.MinSaturation, options.MaxSaturation));
        }

        if (Happens())
        {
            ColorSteps.Hue(image, random.Next(-options.HueShift, options.HueShift));
        }

        if (!contrastFirst)
        {
            ChangeContrast();
        }

        void ChangeContrast()
        {
            if (Happens())
            {
                ColorSteps.Contrast(image, (float)Between(options.MinContrast, options.MaxContrast));
            }
        }

        bool Happens() => random.NextDouble() < options.ColorProbability;

        double Between(double low, double high) => low + (random.NextDouble() * (high - low));
    }
}
