namespace DenseEdge.Training.Backbones;

/// <summary>One row of table 1 of the MobileNetV3 paper (Howard et al., ICCV 2019).</summary>
/// <param name="Kernel">Side of the depthwise kernel.</param>
/// <param name="Expanded">Channels of the depthwise convolution.</param>
/// <param name="Channels">Channels of the output.</param>
/// <param name="Squeezes">Whether the block has squeeze-and-excitation.</param>
/// <param name="Activation">Its activation.</param>
/// <param name="Stride">Stride of the depthwise convolution.</param>
internal sealed record MobileNetV3BlockShape(
    int Kernel, int Expanded, int Channels, bool Squeezes, Activation Activation, int Stride)
{
    private const int Multiple = 8;

    /// <summary>
    /// Channels between the layers of squeeze-and-excitation: a quarter of the expanded ones, rounded to a multiple of 8 that
    /// is not more than a tenth smaller.
    /// </summary>
    public int SqueezedChannels
    {
        get
        {
            int wanted = Expanded / 4;
            int rounded = Math.Max(Multiple, (wanted + (Multiple / 2)) / Multiple * Multiple);
            return rounded < 0.9 * wanted ? rounded + Multiple : rounded;
        }
    }
}
