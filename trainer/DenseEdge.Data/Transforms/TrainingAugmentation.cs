using System.ComponentModel.DataAnnotations;

namespace DenseEdge.Data.Transforms;

/// <summary>How training samples are varied. The defaults are those of ATRC (ICCV 2021), apart from the crop.</summary>
public sealed record TrainingAugmentation
{
    /// <summary>The height of every augmented sample, in pixels.</summary>
    /// <value>No default: it is the network's input.</value>
    [Range(1, 16_384)]
    public required int CropHeight { get; init; }

    /// <summary>The width of every augmented sample, in pixels.</summary>
    /// <value>No default: it is the network's input.</value>
    [Range(1, 16_384)]
    public required int CropWidth { get; init; }

    /// <summary>The smallest scale.</summary>
    /// <value>0.5.</value>
    [Range(0.05, 20)]
    public double MinScale { get; init; } = 0.5;

    /// <summary>The largest scale; equal to <see cref="MinScale"/> for a fixed one.</summary>
    /// <value>2.</value>
    [Range(0.05, 20)]
    public double MaxScale { get; init; } = 2;

    /// <summary>
    /// Whether scale 1 is the size at which the image just covers the crop, rather than the image's own size. A network that
    /// always sees whole images, resized to its input, is trained for that: distances keep their values at this size.
    /// </summary>
    /// <value>False, as in ATRC, whose crops have the size of its images.</value>
    public bool ScalesFromFit { get; init; }

    /// <summary>The share of a crop that one class may fill; 1 switches the rule off.</summary>
    /// <value>0.75.</value>
    [Range(0.0, 1)]
    public double MaxCategoryShare { get; init; } = 0.75;

    /// <summary>The probability of mirroring.</summary>
    /// <value>0.5.</value>
    [Range(0.0, 1)]
    public double FlipProbability { get; init; } = 0.5;

    /// <summary>The probability of each of the four colour steps; 0 leaves the colours alone.</summary>
    /// <value>0.5.</value>
    [Range(0.0, 1)]
    public double ColorProbability { get; init; } = 0.5;

    /// <summary>The largest change of brightness, in byte steps, up or down.</summary>
    /// <value>32.</value>
    [Range(0.0, 255)]
    public double BrightnessShift { get; init; } = 32;

    /// <summary>The smallest contrast factor.</summary>
    /// <value>0.5.</value>
    [Range(0.0, 10)]
    public double MinContrast { get; init; } = 0.5;

    /// <summary>The largest contrast factor.</summary>
    /// <value>1.5.</value>
    [Range(0.0, 10)]
    public double MaxContrast { get; init; } = 1.5;

    /// <summary>The smallest saturation factor.</summary>
    /// <value>0.5.</value>
    [Range(0.0, 10)]
    public double MinSaturation { get; init; } = 0.5;

    /// <summary>The largest saturation factor.</summary>
    /// <value>1.5.</value>
    [Range(0.0, 10)]
    public double MaxSaturation { get; init; } = 1.5;

    /// <summary>The hue turns by -HueShift to HueShift - 1 steps of 2 degrees.</summary>
    /// <value>18.</value>
    [Range(0, 90)]
    public int HueShift { get; init; } = 18;

    /// <summary>The colour around samples that are smaller than the crop.</summary>
    /// <value>The mean colour of ImageNet.</value>
    public PadColor PadColor { get; init; } = PadColor.ImageNetMean;

    /// <summary>Checks every range.</summary>
    /// <returns>The same options.</returns>
    /// <exception cref="ValidationException">A value is out of range; the message lists every fault.</exception>
    public TrainingAugmentation Validated()
    {
        List<ValidationResult> faults = [];
        Validator.TryValidateObject(this, new ValidationContext(this), faults, validateAllProperties: true);
        List<string> messages = [.. faults.Select(fault => fault.ErrorMessage ?? "Unknown fault.")];
        RequireOrder(messages, nameof(MinScale), MinScale, nameof(MaxScale), MaxScale);
        RequireOrder(messages, nameof(MinContrast), MinContrast, nameof(MaxContrast), MaxContrast);
        RequireOrder(messages, nameof(MinSaturation), MinSaturation, nameof(MaxSaturation), MaxSaturation);
        return messages.Count == 0
            ? this
            : throw new ValidationException($"Training augmentation: {string.Join(' ', messages)}");
    }

    private static void RequireOrder(List<string> messages, string lowName, double low, string highName, double high)
    {
        if (low > high)
        {
            messages.Add($"{lowName} ({low}) is above {highName} ({high}).");
        }
    }
}
