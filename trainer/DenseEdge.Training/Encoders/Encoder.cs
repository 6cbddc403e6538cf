using DenseEdge.Contracts;
using DenseEdge.Training.Backbones;
using DenseEdge.Training.Necks;
using DenseEdge.Training.Weights;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.Training.Encoders;

/// <summary>
/// The way from images to the fused features that each task's head reads: one backbone and neck for all tasks, or a backbone
/// that splits after a stage into one branch per group of tasks.
/// </summary>
/// <param name="Tasks">The tasks.</param>
/// <param name="Trunk">The shared stages; all of them without branches.</param>
/// <param name="Neck">The shared fusion; null with branches.</param>
/// <param name="Branches">The branches; empty for a shared encoder.</param>
/// <param name="Stitches">Cross-stitch units between the branches, by the stage after which they act; mostly empty.</param>
internal sealed record Encoder(
    IReadOnlyList<TaskKind> Tasks,
    Backbone Trunk,
    Neck? Neck,
    IReadOnlyList<EncoderBranch> Branches,
    IReadOnlyDictionary<int, StageStitch> Stitches)
{
    /// <summary>The parts of the backbone: the shared stages, then those of each branch.</summary>
    public IEnumerable<Backbone> Backbones => [Trunk, .. Branches.Select(branch => branch.Backbone)];

    /// <summary>Channels of the fused features, the same for every task.</summary>
    public int OutChannels => (Neck ?? Branches[0].Neck).OutChannels;

    /// <summary>Loads published weights into every part of the backbone.</summary>
    /// <param name="path">A safetensors file or a checkpoint of PyTorch.</param>
    /// <param name="calibrationImages">[N, 3, H, W] float, RGB, 0 to 255; only MobileNetV2 needs them.</param>
    /// <exception cref="InvalidDataException">The file does not fit; the message lists missing and unexpected names.</exception>
    public void LoadBackbone(string path, Tensor? calibrationImages)
    {
        if (Trunk is MobileNetV2)
        {
            ArgumentNullException.ThrowIfNull(calibrationImages);
            MobileNetV2Weights.Load([.. Backbones.Cast<MobileNetV2>()], path, calibrationImages);
        }
        else
        {
            PublishedWeights.Load([.. Backbones], path);
        }
    }

    /// <summary>Keeps the first levels as they are, normalisation statistics included. Call it after every
    /// <c>train()</c>.</summary>
    /// <param name="levels">How many of the four levels, 0 to 4.</param>
    public void FreezeBackbone(int levels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(levels);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(levels, 4);
        foreach (nn.Module module in Backbones.SelectMany(part => part.ModulesUpTo(levels)))
        {
            module.eval();
            foreach (Parameter parameter in module.parameters())
            {
                parameter.requires_grad = false;
            }
        }
    }

    /// <summary>Encodes plain images.</summary>
    /// <param name="image">[N, 3, H, W] float, RGB, 0 to 255.</param>
    /// <returns>By task: [N, C, h, w]; tasks that share a branch get the same tensor.</returns>
    public IReadOnlyDictionary<TaskKind, Tensor> Encode(Tensor image)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] maps = Trunk.Extract(Trunk.Normalize(image));
        if (Neck is not null)
        {
            Tensor fused = Neck.call(maps).MoveToOuterDisposeScope();
            return Tasks.ToDictionary(task => task, _ => fused);
        }

        Tensor[] byBranch = Stitches.Count == 0
            ? [.. Branches.Select(branch => branch.call(maps))]
            : InStep(maps);
        Dictionary<TaskKind, Tensor> features = [];
        foreach ((EncoderBranch branch, Tensor fused) in Branches.Zip(byBranch))
        {
            fused.MoveToOuterDisposeScope();
            foreach (TaskKind task in branch.Tasks)
            {
                features.Add(task, fused);
            }
        }

        return features;
    }

    /// <summary>Computes all branches stage by stage and mixes them in between.</summary>
    private Tensor[] InStep(Tensor[] maps)
    {
        Tensor[][] states = [.. Branches.Select(_ => maps)];
        foreach (int stage in Branches[0].Backbone.Stages.Stages)
        {
            states = [.. states.Zip(Branches, (state, branch) => branch.Backbone.Run(stage, state))];
            states = Stitches[stage].call(states);
        }

        return [.. states.Zip(Branches, (state, branch) => branch.Neck.call(state))];
    }
}
