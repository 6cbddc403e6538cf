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
    /// <param name="network">The backbone.</param>
    /// <param name="image">[1, H, W, 3] bytes.</param>
    /// <returns>Four maps, finest first.</returns>
    public static IReadOnlyList<GraphValue> Write(LayerExport layers, HrNet network, GraphValue image)
    {
        using IDisposable scope = layers.Graph.Scope("backbone");
        GraphValue features = Stem(layers, network, InputExport.Write(layers.Graph, network, image));
        foreach (Module block in network.FirstStage.children())
        {
            features = Bottleneck(layers, features, (BottleneckBlock)block);
        }

        // The first transition makes both branches from the first stage; each later one adds a branch made from the
        // last.
        GraphValue[] branches = [];
        for (int stage = 0; stage < network.Stages.Count; stage++)
        {
            using IDisposable inner = layers.Graph.Scope($"stage{stage + 2}");
            (ModuleDict<Module<Tensor, Tensor>> transition, ModuleList<HrModule> modules) = network.Stages[stage];
            GraphValue source = branches.Length == 0 ? features : branches[^1];
            int known = branches.Length;
            branches = [.. branches, .. Enumerable.Range(known, transition.Count)
                .Select(branch => Chain(layers, source, transition[Key(branch)], branch == 0 ? 1 : StemStride))];
            foreach (HrModule module in modules)
            {
                branches = Module(layers, branches, module);
            }
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

    private static GraphValue Bottleneck(LayerExport layers, GraphValue input, BottleneckBlock block)
    {
        GraphValue shortcut = block.Shortcut is { } conv ? layers.Normalized(input, conv.Conv, conv.Norm) : input;
        return Residual(layers, input, shortcut, block.Stack);
    }

    private static GraphValue Residual(
        LayerExport layers, GraphValue input, GraphValue shortcut, IReadOnlyList<(Conv2d Conv, BatchNorm2d Norm)> stack)
    {
        GraphValue features = input;
        for (int i = 0; i < stack.Count; i++)
        {
            features = layers.Normalized(features, stack[i].Conv, stack[i].Norm);
            features = layers.Rectify(features, i < stack.Count - 1);
        }

        return layers.Graph.Relu(layers.Graph.Add(features, shortcut));
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
            features = Residual(layers, features, features, ((BasicBlock)block).Stack);
        }

        return features;
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
