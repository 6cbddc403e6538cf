using DenseEdge.Training.Backbones;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Weights;

/// <summary>
/// Loads ImageNet weights under the names of their publishers: HRNet's authors, torchvision for ResNet-50 and MobileNetV3.
/// </summary>
internal static class PublishedWeights
{
    /// <summary>What only the classification network has.</summary>
    private static readonly string[] ClassifierPrefixes =
        ["incre_modules.", "downsamp_modules.", "final_layer.", "classifier.", "fc.", "features.16."];

    /// <summary>Loads a file; everything but the classifier must fit.</summary>
    /// <param name="parts">
    /// The backbone whose parameters are replaced; or the shared stages and those of each branch, which all get the same.
    /// </param>
    /// <param name="path">A safetensors file.</param>
    /// <exception cref="InvalidDataException">The file does not fit; the message lists what is missing or unexpected.</exception>
    public static void Load(IReadOnlyList<Backbone> parts, string path)
    {
        IReadOnlyDictionary<string, SafeTensor> given = SafeTensors.Read(path).Tensors;
        ILookup<string, Tensor> state = parts.SelectMany(part => part.state_dict())
            .ToLookup(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
        new WeightMatch(
            state.ToDictionary(same => same.Key, same => same.First().shape),
            given,
            name => name.EndsWith(".num_batches_tracked", StringComparison.Ordinal),
            name => ClassifierPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))).Require(path);
        using IDisposable withoutGradients = no_grad();
        foreach (IGrouping<string, Tensor> same in state)
        {
            if (given.TryGetValue(same.Key, out SafeTensor? tensor))
            {
                using DisposeScope scope = NewDisposeScope();
                Tensor values = tensor.ToTensor();
                foreach (Tensor parameter in same)
                {
                    parameter.copy_(values);
                }
            }
        }
    }
}
