using DenseEdge.Training.Contrast;
using DenseEdge.Training.Network;

namespace DenseEdge.Cli.Reporting;

/// <summary>What the methods are called in the papers.</summary>
internal static class MethodNames
{
    /// <summary>Names a refinement; the baseline by what it is.</summary>
    public static string Of(RefinementKind refinement) => refinement switch
    {
        RefinementKind.None => "no refinement",
        RefinementKind.Atrc => "ATRC",
        RefinementKind.PadNet => "PAD-Net",
        RefinementKind.CrossStitch => "Cross-Stitch",
        _ => refinement.ToString(),
    };

    /// <summary>Names a contrastive regulariser, by its ablation if it is one.</summary>
    public static string Of(ContrastMode contrast) => contrast switch
    {
        ContrastMode.Off => "no contrast",
        ContrastMode.CrossTask => "contrastive",
        ContrastMode.SelfSource => "contrastive A1",
        ContrastMode.AllSources => "contrastive A3",
        ContrastMode.ProjectorPerTarget => "contrastive A4",
        ContrastMode.NoProjector => "contrastive A4-none",
        ContrastMode.InfoNce => "contrastive A5",
        ContrastMode.InfoNceMemory => "contrastive A6",
        ContrastMode.SamePixel => "contrastive A7",
        _ => contrast.ToString(),
    };
}
