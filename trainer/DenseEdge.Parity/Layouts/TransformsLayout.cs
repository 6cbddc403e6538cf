using System.Globalization;
using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Data.Transforms;
using DenseEdge.Evaluation.Boundaries;
using DenseEdge.Parity.Checks;
using DenseEdge.Parity.Vectors;
using DenseEdge.Training.Backbones;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Layouts;

/// <summary>The transforms of training and validation samples; sizes, offsets and factors stand in the keys.</summary>
internal sealed class TransformsLayout : IVectorLayout
{
    private static readonly PadColor Black = new(0, 0, 0);

    /// <inheritdoc/>
    public string Title => "data transforms";

    /// <inheritdoc/>
    public bool Fits(VectorFile file) => file.HasUnder("scale_") && file.Has("in/image");

    /// <inheritdoc/>
    public void Run(VectorFile file, CheckList checks)
    {
        DenseSample sample = SampleVectors.Read(file, "in/");
        foreach (string name in file.Matches("(scale_[0-9.]+)/image"))
        {
            DenseSample scaled = ScaleSample.Apply(sample, VectorFile.NumberIn(name, "scale_"));
            Labels(file, checks, name, scaled);

            // Training cuts the decimals off; here they count.
            float[] floats = BilinearImage.ToFloats(sample.Image, scaled.Image.Height, scaled.Image.Width);
            checks.Compare($"{name}/image", floats.Select(value => (double)value), Tolerance.Module);
        }

        foreach (string name in file.Matches(@"(crop_\d+_\d+_\d+x\d+)/image"))
        {
            int[] numbers = Numbers(name);
            Sample(file, checks, name, CropSample.Apply(sample, new CropWindow(numbers[0], numbers[1], numbers[2], numbers[3])));
        }

        foreach (string name in file.Matches(@"(pad_\d+x\d+)/image"))
        {
            int[] numbers = Numbers(name);
            Sample(file, checks, name, PadSample.Apply(sample, numbers[0], numbers[1], Black));
        }

        if (file.HasUnder("flip/"))
        {
            Sample(file, checks, "flip", FlipSample.Apply(sample));
        }

        Ignore(file, checks, sample);
        Normalize(file, checks, sample);
        CropRule(file, checks);
        Photometric(file, checks);
        BoundaryBytes(file, checks);
    }

    private static void Ignore(VectorFile file, CheckList checks, DenseSample sample)
    {
        if (file.HasUnder("ignore/"))
        {
            Sample(file, checks, "ignore", IgnoreRegions.Apply(sample));
        }

        if (file.Has("ignore_no_parts/human_parts"))
        {
            // The map that it was made from is not in the file; any map of background and ignored pixels has this result.
            LabelMap parts = sample.HumanParts
                ?? throw new InvalidDataException("expected 'in/human_parts' beside 'ignore_no_parts', found none");
            byte[] nobody = Array.ConvertAll(parts.Labels, label => label == 0 ? label : DenseSample.Ignore);
            Labels(file, checks, "ignore_no_parts", IgnoreRegions.Apply(sample with { HumanParts = parts with { Labels = nobody } }));
        }
    }

    private static void Normalize(VectorFile file, CheckList checks, DenseSample sample)
    {
        if (file.Has("normalize/image"))
        {
            using DisposeScope scope = NewDisposeScope();
            using HrNet backbone = new(HrNetShape.W18Small);
            Tensor image = file.Tensor("in/image").permute(2, 0, 1).unsqueeze(0);
            checks.Compare("normalize/image", backbone.Normalize(image).squeeze(0).permute(1, 2, 0), Tolerance.Module);
        }

        foreach (string name in file.Matches(@"(val_pipeline_\d+x\d+)/image"))
        {
            int[] numbers = Numbers(name);
            float[] planes = NormalizedImage.ToPlanes(sample.Image, numbers[0], numbers[1]);
            checks.Compare($"{name}/image", planes.Select(value => (double)value), Tolerance.Module);
            DenseSample padded = PadSample.Apply(sample, numbers[0], numbers[1], PadColor.ImageNetMean);
            Labels(file, checks, name, IgnoreRegions.Apply(padded), planar: true);
        }
    }

    private static void CropRule(VectorFile file, CheckList checks)
    {
        const double PaperMaxShare = 0.75;
        foreach (string size in file.Matches(@"crop_rule/y_x_accept_for_(\d+x\d+)"))
        {
            string key = $"crop_rule/y_x_accept_for_{size}";
            LabelMap segmentation = SampleVectors.LabelMap(file["crop_rule/semseg"]);
            int[] numbers = Numbers(size);
            double[] rows = file[key].ToDoubles();
            List<double> judged = [];
            for (int row = 0; row < rows.Length; row += 3)
            {
                CropWindow window = new((int)rows[row], (int)rows[row + 1], numbers[0], numbers[1]);
                bool accepted = CategoryRule.Accepts(segmentation, window, PaperMaxShare);
                judged.AddRange([window.Top, window.Left, accepted ? 1 : 0]);
            }

            checks.Compare(key, judged, Tolerance.Exact);
        }
    }

    private static void Photometric(VectorFile file, CheckList checks)
    {
        if (!file.Has("photo/in"))
        {
            return;
        }

        foreach (string name in file.Under("photo/").Where(name => name != "in"))
        {
            Rgb24Image image = SampleVectors.Image(file["photo/in"]);
            switch (name.Split('_')[0])
            {
                case "brightness":
                    ColorSteps.Brightness(image, (float)VectorFile.NumberIn(name, "beta_"));
                    break;
                case "contrast":
                    ColorSteps.Contrast(image, (float)VectorFile.NumberIn(name, "alpha_"));
                    break;
                case "saturation":
                    ColorSteps.Saturation(image, (float)VectorFile.NumberIn(name, "saturation_"));
                    break;
                case "hue":
                    ColorSteps.Hue(image, (int)VectorFile.NumberIn(name, "hue_"));
                    break;
                case "hsv":
                    ConvertColors(image, backAgain: name == "hsv_back");
                    break;
                default:
                    checks.Expect($"photo/{name}", false, "no colour step has this name");
                    continue;
            }

            checks.CompareExactly($"photo/{name}", image.Pixels.ToArray().Select(value => (long)value));
        }
    }

    private static void ConvertColors(Rgb24Image image, bool backAgain)
    {
        Span<byte> pixels = image.Pixels;
        for (int i = 0; i < pixels.Length; i += 3)
        {
            (byte hue, byte saturation, byte value) = HsvColor.FromRgb(pixels[i], pixels[i + 1], pixels[i + 2]);
            (pixels[i], pixels[i + 1], pixels[i + 2]) = backAgain
                ? HsvColor.ToRgb(hue, saturation, value)
                : (hue, saturation, value);
        }
    }

    private static void BoundaryBytes(VectorFile file, CheckList checks)
    {
        if (file.Has("edge_png/logit"))
        {
            using DisposeScope scope = NewDisposeScope();
            float[] probabilities = file.Tensor("edge_png/logit").sigmoid().data<float>().ToArray();
            checks.CompareExactly("edge_png/byte", BoundaryQuantization.ToBytes(probabilities).Select(value => (long)value));
        }
    }

    private static void Sample(VectorFile file, CheckList checks, string name, DenseSample sample)
    {
        Labels(file, checks, name, sample);
        checks.Compare($"{name}/image", sample.Image.Pixels.ToArray().Select(value => (double)value), Tolerance.Module);
    }

    private static void Labels(VectorFile file, CheckList checks, string name, DenseSample sample, bool planar = false)
    {
        foreach (TaskKind task in TaskKinds.All)
        {
            string key = $"{name}/{task.Key()}";
            if (file.Has(key) && SampleVectors.Label(sample, task, planar) is { } label)
            {
                checks.Compare(key, label, Tolerance.Module);
            }
        }
    }

    /// <summary>Reads the numbers of a key, such as 3, 7, 16 and 20 of crop_3_7_16x20.</summary>
    private static int[] Numbers(string name) =>
        [.. name.Split('_', 'x').Where(part => part.Length > 0 && part.All(char.IsAsciiDigit))
            .Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
}
