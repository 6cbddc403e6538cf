using DenseEdge.Contracts;
using DenseEdge.Training.Backbones;
using DenseEdge.Training.Necks;
using TorchSharp;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Encoders;

/// <summary>What one group of tasks has of the encoder for itself: the stages after the split, and the neck.</summary>
internal sealed class EncoderBranch : Module<Tensor[], Tensor>
{
    [ComponentName(Name = "backbone")]
    private readonly Backbone _backbone;

    [ComponentName(Name = "neck")]
    private readonly Neck _neck;

    /// <summary>Makes a branch.</summary>
    /// <param name="tasks">The tasks that read it.</param>
    /// <param name="backbone">The stages after the split.</param>
    /// <param name="neck">The fusion of its levels.</param>
    public EncoderBranch(IReadOnlyList<TaskKind> tasks, Backbone backbone, Neck neck)
        : base(nameof(EncoderBranch))
    {
        (Tasks, _backbone, _neck) = (tasks, backbone, neck);
        RegisterComponents();
    }

    /// <summary>The tasks that read this branch.</summary>
    public IReadOnlyList<TaskKind> Tasks { get; }

    /// <summary>The stages after the split.</summary>
    public Backbone Backbone => _backbone;

    /// <summary>The fusion of its levels.</summary>
    public Neck Neck => _neck;

    /// <inheritdoc/>
    /// <param name="input">The maps of the last shared stage.</param>
    /// <returns>[N, C, H, W] of the neck.</returns>
    public override Tensor forward(Tensor[] input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] maps = input;
        foreach (int stage in _backbone.Stages.Stages)
        {
            maps = _backbone.Run(stage, maps);
        }

        return _neck.call(maps).MoveToOuterDisposeScope();
    }
}
