using System.Globalization;
using DenseEdge.Onnx;
using DenseEdge.Training.Backbones;
using DenseEdge.Training.Network;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Export;

/// <summary>Writes <see cref="HrNet"/>.</summary>
internal static class HrNetExport
{
    private const int StemStride = 2;

    /// <param name="layers">Writes layers.</param>
    /// <param name="network">The backbone, or a part of it.</param>
    /// <param name="stage">The stage to write, 1 to 4.</param>
    /// <param name="maps">The maps of the stage before; for the first the result of <see cref="InputExport"/>.</param>
    /// <returns>One map per branch, finest first.</returns>
    public static GraphValue[] Write(LayerExport layers, HrNet network, int stage, GraphValue[] maps)
    {
        if (stage == 1)
        {
            GraphValue features = Stem(layers, network, maps[0]);
            foreach (Module block in network.FirstStage.children())
            {
                features = BottleneckExport.Write(layers, features, (BottleneckBlock)block);
            }

            return [features];
        }

        // The first transition makes both branches from the first stage; each later one adds a branch made from the
        // last.
        (ModuleDict<Module<Tensor, Tensor>> transition, ModuleList<HrModule> modules) = network.Stage(stage);
        GraphValue[] branches = stage == 2
            ? [Chain(layers, maps[0], transition["0"], 1), Chain(layers, maps[0], transition["1"], StemStride)]
            : [.. maps, Chain(layers, maps[^1], transition[Key(stage - 1)], StemStride)];
        foreach (HrModule module in modules)
        {
            branches = Module(layers, branches, module);
        }

        return branches;
    }

    private static GraphValue Stem(LayerExport layers, HrNet network, GraphValue features)
    {
        for (int i = 0; i < network.Stem.Count; i++)
        {
            ConvWeights weights = ConvWeights.Of(network.Stem[i].Conv, network.Stem[i].Norm, Layers.NormEpsilon);
            features = layers.Graph.Relu(
                layers.Conv(features, i == 0 ? weights.TimesInputs(network.InputScale) : weights, StemStride));
        }

        return features;
    }

    private static GraphValue[] Module(LayerExport layers, GraphValue[] input, HrModule module)
    {
        GraphValue[] branches = [.. input.Select((map, branch) => Branch(layers, map, module.Branches[branch]))];
        return [.. branches.Select((_, target) => Fuse(layers, branches, module.Fusions[target], target))];
    }

    private static GraphValue Branch(LayerExport layers, GraphValue features, Sequential blocks)
    {
        foreach (Module block in blocks.children())
        {
            features = Basic(layers, features, (BasicBlock)block);
        }

        return features;
    }

    private static GraphValue Basic(LayerExport layers, GraphValue input, BasicBlock block)
    {
        GraphValue features = input;
        for (int i = 0; i < block.Stack.Count; i++)
        {
            features = layers.Normalized(features, block.Stack[i].Conv, block.Stack[i].Norm);
            features = layers.Rectify(features, i < block.Stack.Count - 1);
        }

        return layers.Graph.Relu(layers.Graph.Add(features, input));
    }

    private static GraphValue Fuse(
        LayerExport layers, GraphValue[] branches, ModuleDict<Module<Tensor, Tensor>> fusion, int target)
    {
        GraphValue sum = Term(layers, branches, fusion, target, 0);
        for (int source = 1; source < branches.Length; source++)
        {
            sum = layers.Graph.Add(sum, Term(layers, branches, fusion, target, source));
        }

        return layers.Graph.Relu(sum);
    }

    private static GraphValue Term(
        LayerExport layers, GraphValue[] branches, ModuleDict<Module<Tensor, Tensor>> fusion, int target, int source)
    {
        if (source == target)
        {
            return branches[target];
        }

        GraphValue term = Chain(layers, branches[source], fusion[Key(source)], source > target ? 1 : StemStride);
        if (source < target)
        {
            return term;
        }

        // Two resamplings, as the network does it: by a power of two, then to the size of the target if that is odd.
        int factor = 1 << (source - target);
        term = layers.Graph.ResizeLinear(term, term[2] * factor, term[3] * factor);
        return layers.Graph.ResizeLinear(term, branches[target][2], branches[target][3]);
    }

    /// <summary>Writes one convolution block, or a sequence of them.</summary>
    private static GraphValue Chain(LayerExport layers, GraphValue features, Module<Tensor, Tensor> chain, int stride)
    {
        IEnumerable<Module> blocks = chain is Sequential sequence ? sequence.children() : [chain];
        foreach (ConvNorm block in blocks.Cast<ConvNorm>())
        {
            features = layers.Rectify(layers.Normalized(features, block.Conv, block.Norm, stride), block.Rectifies);
        }

        return features;
    }

    private static string Key(int branch) => branch.ToString(CultureInfo.InvariantCulture);
}
