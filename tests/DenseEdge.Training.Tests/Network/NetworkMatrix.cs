using DenseEdge.Contracts;
using DenseEdge.Training.Network;

namespace DenseEdge.Training.Tests.Network;

/// <summary>
/// Tiny networks of every kind: each backbone with each neck, encoder and refinement at least once, and single tasks.
/// </summary>
internal static class NetworkMatrix
{
    private static readonly NetworkOptions Base = new()
    {
        Tasks = Networks.NyudTasks(5),
        NeckChannels = 12,
        TaskChannels = 8,
        ContextChannels = 4,
        InputHeight = 64,
        InputWidth = 96,
    };

    private static readonly EncoderSplit TwoGroups = new()
    {
        AfterStage = 2,
        Groups =
        [
            [TaskKind.SemanticSegmentation, TaskKind.Boundaries],
            [TaskKind.Depth, TaskKind.SurfaceNormals],
        ],
    };

    /// <summary>The networks by name.</summary>
    public static IReadOnlyDictionary<string, NetworkOptions> All { get; } = new Dictionary<string, NetworkOptions>
    {
        ["mobilenet-v2 concat atrc"] = Atrc(Base) with { NeckChannels = 0 },
        ["mobilenet-v2 aspp pad-net"] = Base with { Neck = NeckKind.Aspp, Refinement = RefinementKind.PadNet },
        ["mobilenet-v2 branched atrc"] = Atrc(Base) with { Split = TwoGroups },
        ["mobilenet-v2 branched-0 cross-stitch"] = Base with
        {
            Split = TwoGroups with { AfterStage = 0 },
            Refinement = RefinementKind.CrossStitch,
        },
        ["mobilenet-v3 projection none"] = Base with { Backbone = BackboneKind.MobileNetV3Large },
        ["mobilenet-v3 aspp atrc"] = Atrc(Base) with { Backbone = BackboneKind.MobileNetV3Large, Neck = NeckKind.Aspp },
        ["mobilenet-v3 branched cross-stitch"] = Base with
        {
            Backbone = BackboneKind.MobileNetV3Large,
            Split = TwoGroups,
            Refinement = RefinementKind.CrossStitch,
        },
        ["resnet-50/16 projection cross-stitch"] = Base with
        {
            Backbone = BackboneKind.ResNet50,
            Refinement = RefinementKind.CrossStitch,
        },
        ["resnet-50/8 aspp none"] = Base with { Backbone = BackboneKind.ResNet50, OutputStride = 8, Neck = NeckKind.Aspp },
        ["resnet-50/16 branched-3 pad-net"] = Base with
        {
            Backbone = BackboneKind.ResNet50,
            Split = TwoGroups with { AfterStage = 3 },
            Refinement = RefinementKind.PadNet,
        },
        ["hrnet-w18-small aspp cross-stitch"] = Base with
        {
            Backbone = BackboneKind.HrNetW18Small,
            Neck = NeckKind.Aspp,
            Refinement = RefinementKind.CrossStitch,
        },
        ["hrnet-w18-small branched-1 cross-stitch"] = Base with
        {
            Backbone = BackboneKind.HrNetW18Small,
            NeckChannels = 0,
            Split = TwoGroups with { AfterStage = 1 },
            Refinement = RefinementKind.CrossStitch,
        },
        ["hrnet-w18-small branched-3 atrc"] = Atrc(Base) with
        {
            Backbone = BackboneKind.HrNetW18Small,
            Split = TwoGroups with { AfterStage = 3 },
        },
        ["hrnet-w48 concat pad-net"] = Base with
        {
            Backbone = BackboneKind.HrNetW48,
            NeckChannels = 0,
            Refinement = RefinementKind.PadNet,
            InputWidth = 64,
        },
        ["single task none"] = Single(TaskKind.Depth),
        ["single task atrc"] = Atrc(Single(TaskKind.SurfaceNormals)),
        ["single task pad-net"] = Single(TaskKind.Depth) with { Refinement = RefinementKind.PadNet },
        ["single task cross-stitch"] = Single(TaskKind.Boundaries) with { Refinement = RefinementKind.CrossStitch },
    };

    /// <summary>The names, for theories.</summary>
    public static TheoryData<string> Names
    {
        get
        {
            TheoryData<string> names = [];
            foreach (string name in All.Keys)
            {
                names.Add(name);
            }

            return names;
        }
    }

    private static NetworkOptions Single(TaskKind task)
        => Base with { Tasks = [Base.Tasks.Single(spec => spec.Kind == task)] };

    /// <summary>The published genotype for the four tasks, so that every context type occurs; otherwise T-label.</summary>
    private static NetworkOptions Atrc(NetworkOptions options) => options with
    {
        Refinement = RefinementKind.Atrc,
        Genotype = options.Tasks.Count == 4
            ? PublishedGenotypes.NyudHrNet48
            : Genotype.Uniform([.. options.Tasks.Select(task => task.Kind)], ContextType.TargetLabel),
    };
}
