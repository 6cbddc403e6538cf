namespace DenseEdge.Training.Backbones;

/// <summary>The numbers that tell one HRNet from another.</summary>
/// <remarks>Sun et al., CVPR 2019; the variants are those of the reference implementation of ATRC (ICCV 2021).</remarks>
/// <param name="Name">The variant's name, for messages.</param>
/// <param name="Channels">Channels of the four branches, finest first.</param>
/// <param name="BottleneckBlocks">Bottleneck blocks of the first stage.</param>
/// <param name="BasicBlocks">Basic blocks on every branch of a module.</param>
/// <param name="Modules">Modules of the stages 2, 3 and 4.</param>
internal sealed record HrNetShape(
    string Name, IReadOnlyList<int> Channels, int BottleneckBlocks, int BasicBlocks, IReadOnlyList<int> Modules)
{
    /// <summary>HRNetV2p-W18-Small, second version: 3.861 M parameters.</summary>
    public static HrNetShape W18Small { get; } = new("HRNet-W18-small", [18, 36, 72, 144], 2, 2, [1, 3, 2]);

    /// <summary>HRNetV2p-W48: 65.325 M parameters.</summary>
    public static HrNetShape W48 { get; } = new("HRNet-W48", [48, 96, 192, 384], 4, 4, [1, 4, 3]);
}
