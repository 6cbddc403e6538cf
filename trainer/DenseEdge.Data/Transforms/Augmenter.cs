namespace DenseEdge.Data.Transforms;

/// <summary>Varies samples for training: scale, crop, mirror image, padding, colours.</summary>
/// <remarks>Holds no state between samples, so several threads may use one, each with a <see cref="Random"/> of its
/// own.</remarks>
public sealed class Augmenter
{
    private readonly TrainingAugmentation _options;

    /// <summary>Takes over the options.</summary>
    /// <param name="options">The ranges to draw from.</param>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of
    /// range.</exception>
    public Augmenter(TrainingAugmentation options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Validated();
    }

    /// <summary>Varies one sample.</summary>
    /// <param name="sample">The sample; stays as it is.</param>
    /// <param name="random">Where the draws come from: the same state gives the same result.</param>
    /// <returns>
    /// A sample of the crop's size. Unknown pixels are 255 in classes, boundaries and saliency, 0 in depths and (0, 0,
    /// 0) in normals; human parts are 255 throughout where no person is in the crop.
    /// </returns>
    public DenseSample Apply(DenseSample sample, Random random)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(random);
        double fit = _options.ScalesFromFit
            ? Math.Max((double)_options.CropHeight / sample.Image.Height, (double)_options.CropWidth / sample.Image.Width)
            : 1;
        double factor = fit * (_options.MinScale + (random.NextDouble() * (_options.MaxScale - _options.MinScale)));
        CropWindow window = RandomCropWindow.Draw(
            sample.Segmentation,
            ScaleSample.ScaledSize(sample.Image.Height, factor),
            ScaleSample.ScaledSize(sample.Image.Width, factor),
            _options.CropHeight,
            _options.CropWidth,
            _options.MaxCategoryShare,
            random);
        bool mirrored = random.NextDouble() < _options.FlipProbability;
        DenseSample varied = ScaleCropFlip.Apply(
            sample, factor, window, mirrored, _options.CropHeight, _options.CropWidth, _options.PadColor);

        if (fit != 1 && varied.Depth is { } depth)
        {
            // The whole factor divided the distances; only what goes beyond the fit is another distance to the scene.
            for (int i = 0; i < depth.Meters.Length; i++)
            {
                depth.Meters[i] *= (float)fit;
            }
        }

        // Colours change after padding here and before it in the reference implementation, whose padding is always
        // black to the network. So the padding is painted anew.
        PhotometricDistortion.Apply(varied.Image, _options, random);
        PadFrame.Paint(varied.Image, window.Height, window.Width, _options.PadColor);
        return IgnoreRegions.ApplyToHumanParts(varied);
    }
}
