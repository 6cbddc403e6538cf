using DenseEdge.Training.Engine;
using DenseEdge.Training.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Weights;

/// <summary>
/// Whole networks as safetensors files with the official names: <c>backbone.</c> and <c>head.</c> as in ATRC's checkpoints; the
/// parts that only DenseEdge has (<c>neck.</c>, <c>branches.</c>, <c>normal_centroids</c>) come beside them.
/// </summary>
public static class NetworkWeights
{
    /// <summary>The entry of the metadata with the network's shape, as <see cref="NetworkOptions.ToJson"/> writes it.</summary>
    internal const string OptionsKey = "denseedge.network";

    /// <summary>Writes the weights of a run: the averaged ones of its newest checkpoint.</summary>
    /// <param name="runFolder">A folder that a training wrote.</param>
    /// <param name="path">The safetensors file.</param>
    /// <returns>The number of tensors.</returns>
    /// <exception cref="InvalidDataException">The folder is no run, or holds no checkpoint that can be read.</exception>
    public static int Export(string runFolder, string path)
    {
        using TrainedNetwork trained = TrainedNetwork.Load(runFolder);
        return Write(path, trained.Network, "exported from a run");
    }

    /// <summary>Writes the weights of a network.</summary>
    /// <returns>The number of tensors.</returns>
    internal static int Write(string path, MultiTaskNetwork network, string source)
    {
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, SafeTensor> tensors = network.state_dict()
            .ToDictionary(entry => entry.Key, entry => SafeTensor.FromTensor(entry.Value), StringComparer.Ordinal);
        Dictionary<string, string> metadata = new()
        {
            ["format"] = "pt",
            ["architecture"] = WholeNetwork.Describe(network.Options),
            ["source"] = source,
            [OptionsKey] = network.Options.ToJson(),
        };
        if (network.Options.Genotype is { } genotype)
        {
            metadata["genotype"] = genotype.ToJson();
        }

        SafeTensors.Write(path, tensors, metadata);
        return tensors.Count;
    }
}
