using System.Globalization;
using DenseEdge.Training.Network;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Backbones;

/// <summary>
/// One module of an HRNet stage: residual blocks on every branch, then a fusion of each branch with all others (Sun et al.,
/// CVPR 2019). Branch b has 2^b times the stride of branch 0.
/// </summary>
internal sealed class HrModule : Module<Tensor[], Tensor[]>
{
    [ComponentName(Name = "branches")]
    private readonly ModuleList<Sequential> _branches;

    [ComponentName(Name = "fuse_layers")]
    private readonly ModuleList<ModuleDict<Module<Tensor, Tensor>>> _fusions;

    /// <summary>Makes a module.</summary>
    /// <param name="channels">Channels of each branch, finest first.</param>
    /// <param name="blocks">Basic blocks on every branch.</param>
    public HrModule(IReadOnlyList<int> channels, int blocks)
        : base(nameof(HrModule))
    {
        _branches = ModuleList(channels.Select(width => MakeBranch(width, blocks)).ToArray());
        _fusions = ModuleList(Enumerable.Range(0, channels.Count).Select(target => MakeFusion(channels, target)).ToArray());
        RegisterComponents();
    }

    /// <summary>The blocks of each branch.</summary>
    public ModuleList<Sequential> Branches => _branches;

    /// <summary>
    /// By target branch, then by the number of the source branch: a <see cref="ConvNorm"/> that is upsampled afterwards for
    /// a coarser source, a chain of <see cref="ConvNorm"/> of stride 2 for a finer one, no entry for the branch itself.
    /// </summary>
    public ModuleList<ModuleDict<Module<Tensor, Tensor>>> Fusions => _fusions;

    /// <inheritdoc/>
    /// <param name="input">One map per branch.</param>
    /// <returns>One map per branch, of the same shapes.</returns>
    public override Tensor[] forward(Tensor[] input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] branches = [.. input.Select((map, branch) => _branches[branch].call(map))];
        Tensor[] fused = [.. branches.Select((_, target) => Fuse(branches, target))];
        foreach (Tensor map in fused)
        {
            map.MoveToOuterDisposeScope();
        }

        return fused;
    }

    private Tensor Fuse(Tensor[] branches, int target)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor sum = Term(branches, target, 0).add(Term(branches, target, 1));
        for (int source = 2; source < branches.Length; source++)
        {
            sum = sum.add_(Term(branches, target, source));
        }

        return sum.relu_().MoveToOuterDisposeScope();
    }

    private Tensor Term(Tensor[] branches, int target, int source)
    {
        if (source == target)
        {
            return branches[target];
        }

        Tensor term = _fusions[target][Key(source)].call(branches[source]);
        if (source < target)
        {
            return term;
        }

        // The reference resizes by a power of two first and to the target's size afterwards. For odd sizes these are two
        // different resamplings, and the published weights were trained with both.
        long factor = 1L << (source - target);
        term = Layers.ResizeTo(term, term.shape[2] * factor, term.shape[3] * factor);
        return Layers.ResizeTo(term, branches[target].shape[2], branches[target].shape[3]);
    }

    private static string Key(int branch) => branch.ToString(CultureInfo.InvariantCulture);

    private static Sequential MakeBranch(int channels, int blocks) => Sequential(
        Enumerable.Range(0, blocks).Select(_ => (Module<Tensor, Tensor>)new BasicBlock(channels)).ToArray());

    private static ModuleDict<Module<Tensor, Tensor>> MakeFusion(IReadOnlyList<int> channels, int target)
    {
        (string, Module<Tensor, Tensor>)[] sources = [.. Enumerable.Range(0, channels.Count)
            .Where(source => source != target)
            .Select(source => (Key(source), source > target
                ? new ConvNorm(channels[source], channels[target], 1, 1, rectifies: false)
                : MakeDownsampling(channels, source, target)))];
        return ModuleDict(sources);
    }

    private static Module<Tensor, Tensor> MakeDownsampling(IReadOnlyList<int> channels, int source, int target) => Sequential(
        Enumerable.Range(source + 1, target - source)
            .Select(branch => (Module<Tensor, Tensor>)new ConvNorm(
                channels[source], branch == target ? channels[target] : channels[source], 3, 2, rectifies: branch != target))
            .ToArray());
}
