using DenseEdge.Training.Backbones;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Weights;

/// <summary>Loads ImageNet weights of HRNet under the names of the authors' release.</summary>
internal static class HrNetWeights
{
    private static readonly string[] ClassifierPrefixes = ["incre_modules.", "downsamp_modules.", "final_layer.", "classifier."];

    /// <summary>Loads a file; everything but the classifier must fit.</summary>
    /// <param name="backbone">The network whose parameters are replaced.</param>
    /// <param name="path">A safetensors file.</param>
    /// <exception cref="InvalidDataException">The file does not fit; the message lists what is missing or unexpected.</exception>
    public static void Load(HrNet backbone, string path)
    {
        IReadOnlyDictionary<string, SafeTensor> given = SafeTensors.Read(path).Tensors;
        Dictionary<string, Tensor> state = backbone.state_dict();
        new WeightMatch(
            state.ToDictionary(entry => entry.Key, entry => entry.Value.shape),
            given,
            name => name.EndsWith(".num_batches_tracked", StringComparison.Ordinal),
            name => ClassifierPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))).Require(path);
        using IDisposable withoutGradients = no_grad();
        foreach ((string name, Tensor parameter) in state)
        {
            if (given.TryGetValue(name, out SafeTensor? tensor))
            {
                using DisposeScope scope = NewDisposeScope();
                parameter.copy_(tensor.ToTensor());
            }
        }
    }
}
