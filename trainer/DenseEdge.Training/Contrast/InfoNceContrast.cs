using DenseEdge.Contracts;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Contrast;

/// <summary>
/// Ablations A5 and A6: supervised InfoNCE over the drawn pixels of an image, and over remembered pixels if there is a memory.
/// </summary>
/// <remarks>
/// After Wang et al., "Exploring Cross-Image Pixel Contrast for Semantic Segmentation", ICCV 2021: half of the pixels are ones
/// that the network gets wrong, and the loss is scaled by T / 0.07. Guided here by the source's labels; the memory holds
/// pixels only, no means of regions, and its size counts all classes together.
/// </remarks>
/// <param name="options">Temperature and numbers of pixels.</param>
/// <param name="projectors">Holds the memories.</param>
internal sealed class InfoNceContrast(ContrastOptions options, ProjectorSet projectors) : PixelContrast
{
    private const double BaseTemperature = 0.07;

    /// <inheritdoc/>
    public override Tensor? Loss(PairContrast pair)
    {
        PixelDraw draw = PixelSampling.Draw(pair.Labels, options.PixelsPerImage, pair.Random, Mistakes(pair));
        if (draw.Count < ProjectedFeatures.FewestPixels)
        {
            return null;
        }

        using DisposeScope scope = NewDisposeScope();
        Tensor vectors = pair.Features.Project(pair.Target, pair.Source, draw);                     // [M, d]
        PixelMemory? memory = projectors.MemoryOf(pair.Target, pair.Source);
        (Tensor? total, int anchors) = Sum(pair, draw, vectors, memory);
        if (memory is not null)
        {
            Remember(memory, pair, draw, vectors);
        }

        double temperature = options.EffectiveTemperature;
        return total is null || anchors == 0
            ? null
            : (total * (temperature / BaseTemperature / anchors)).MoveToOuterDisposeScope();
    }

    private (Tensor? Total, int Anchors) Sum(PairContrast pair, PixelDraw draw, Tensor vectors, PixelMemory? memory)
    {
        LabelDistance distance = LabelDistance.For(pair.Source, options);
        long[] remembered = memory?.Classes ?? [];
        Tensor? total = null;
        int anchors = 0;
        for (int image = 0; image < draw.Images; image++)
        {
            int count = draw.Of(image).Length;
            if (count == 0)
            {
                continue;
            }

            Tensor own = vectors.narrow(0, draw.ImageStarts[image], count);
            (float[] positive, float[] negative) = Relations(pair.Labels, distance, draw.Of(image), remembered);
            (Tensor sum, int used) = InfoNceLoss.Compute(
                own, memory is null ? own : cat([own, memory.Vectors], 0), positive, negative, options.EffectiveTemperature);
            total = total is null ? sum : total + sum;
            anchors += used;
        }

        return (total, anchors);
    }

    /// <summary>Which pixels, of the image and remembered ones, are like each pixel of the image, and which unlike.</summary>
    private static (float[] Positive, float[] Negative) Relations(
        SourceLabels labels, LabelDistance distance, ReadOnlySpan<long> pixels, long[] remembered)
    {
        int columns = pixels.Length + remembered.Length;
        (float[] positive, float[] negative) = (new float[pixels.Length * columns], new float[pixels.Length * columns]);
        for (int anchor = 0; anchor < pixels.Length; anchor++)
        {
            for (int other = 0; other < columns; other++)
            {
                int place = (anchor * columns) + other;
                bool isMemory = other >= pixels.Length;
                if (other == anchor || (isMemory && remembered[other - pixels.Length] < 0))
                {
                    continue;
                }

                double apart = isMemory
                    ? labels.Classes[pixels[anchor]] == remembered[other - pixels.Length] ? 0 : 1
                    : distance.Between(labels, (int)pixels[anchor], (int)pixels[other]);
                positive[place] = apart <= distance.Positive ? 1 : 0;
                negative[place] = apart >= distance.Negative ? 1 : 0;
            }
        }

        return (positive, negative);
    }

    private void Remember(PixelMemory memory, PairContrast pair, PixelDraw draw, Tensor vectors)
    {
        List<long> rows = [];
        for (int image = 0; image < draw.Images; image++)
        {
            Dictionary<byte, int> taken = [];
            for (int row = draw.ImageStarts[image]; row < draw.ImageStarts[image + 1]; row++)
            {
                byte label = pair.Labels.Classes[draw.Pixels[row]];
                int before = taken.GetValueOrDefault(label);
                if (before < options.MemoryPixelsPerClass)
                {
                    taken[label] = before + 1;
                    rows.Add(row);
                }
            }
        }

        memory.Add(
            vectors.index_select(0, tensor([.. rows], device: vectors.device)),
            [.. rows.Select(row => (long)pair.Labels.Classes[draw.Pixels[row]])]);
    }

    /// <summary>Where the network's answer for the source is wrong; null for a source without classes.</summary>
    private static bool[]? Mistakes(PairContrast pair)
    {
        if (!LabelDistance.HasClasses(pair.Source))
        {
            return null;
        }

        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = no_grad();
        Tensor answer = pair.Source == TaskKind.Boundaries
            ? pair.SourcePrediction.gt(0).squeeze(1)
            : pair.SourcePrediction.argmax(1);                                                      // [N, h, w]
        byte[] classes = answer.to_type(ScalarType.Byte).cpu().contiguous().data<byte>().ToArray();
        return [.. classes.Zip(pair.Labels.Classes, (given, label) => given != label)];
    }
}
