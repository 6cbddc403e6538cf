using DenseEdge.Training.Backbones;
using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.Training.Weights;

/// <summary>
/// Loads ImageNet weights of MobileNetV2 whose batch normalisation was folded into the convolutions, and puts one back.
/// </summary>
/// <remarks>
/// A folded convolution y + b can be written as a normalisation of y with any mean and deviation: scale it by the same
/// deviation and add the mean and b. With the mean and deviation that y has on real images, training starts from the folded
/// function and from statistics that fit.
/// </remarks>
internal static class MobileNetV2Weights
{
    private static readonly string[] HeadPrefixes =
        ["features.18.", "classifier.", "image_pooling.", "aspp0.", "concat_projection.", "logits."];

    /// <summary>Loads a file; everything but the last layers, which the backbone does not have, must fit.</summary>
    /// <param name="parts">
    /// The backbone whose parameters are replaced; or the shared stages and those of each branch, which all get the same.
    /// </param>
    /// <param name="path">A safetensors file with weight and bias of each convolution, named as in torchvision.</param>
    /// <param name="calibrationImages">Training images, [N, 3, H, W] float, RGB, 0 to 255.</param>
    /// <exception cref="InvalidDataException">The file does not fit; the message lists what is missing or unexpected.</exception>
    public static void Load(IReadOnlyList<MobileNetV2> parts, string path, Tensor calibrationImages)
    {
        IReadOnlyDictionary<string, SafeTensor> given = SafeTensors.Read(path).Tensors;
        Dictionary<string, long[]> wanted = new(StringComparer.Ordinal);
        Dictionary<ConvUnit, string> names = [];
        foreach ((string name, ConvUnit unit) in parts.SelectMany(part => part.NamedUnits()))
        {
            long[] shape = unit.Conv.weight!.shape;
            wanted[$"{name}.weight"] = shape;
            wanted[$"{name}.bias"] = [shape[0]];
            names.Add(unit, name);
        }

        new WeightMatch(
            wanted,
            given,
            _ => false,
            name => HeadPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))).Require(path);
        using IDisposable withoutGradients = no_grad();
        using DisposeScope scope = NewDisposeScope();
        Tensor[] shared = Fill(parts[0], [parts[0].Normalize(calibrationImages)]);
        foreach (MobileNetV2 branch in parts.Skip(1))
        {
            _ = Fill(branch, shared);
        }

        Tensor[] Fill(MobileNetV2 part, Tensor[] maps)
        {
            foreach (int stage in part.Stages.Stages)
            {
                maps = part.Run(stage, maps, (unit, input) => Insert(
                    unit, input, given[$"{names[unit]}.weight"], given[$"{names[unit]}.bias"]));
            }

            return maps;
        }
    }

    private static Tensor Insert(ConvUnit unit, Tensor input, SafeTensor weight, SafeTensor bias)
    {
        using DisposeScope scope = NewDisposeScope();
        unit.Conv.weight!.copy_(weight.ToTensor());
        Tensor offset = bias.ToTensor().to(input.device);                               // [C]
        Tensor convolved = unit.Convolve(input);                                        // [N, C, h, w]
        Tensor mean = convolved.mean([0, 2, 3]);                                        // [C]
        Tensor variance = convolved.var([0, 2, 3], unbiased: false);                    // [C]
        BatchNorm2d norm = unit.Norm;
        norm.running_mean!.copy_(mean);
        norm.running_var!.copy_(variance);
        norm.weight!.copy_((variance + Layers.NormEpsilon).sqrt());
        norm.bias!.copy_(mean + offset);
        return unit.Activate(convolved + offset.reshape(1, -1, 1, 1)).MoveToOuterDisposeScope();
    }
}
