using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DenseEdge.Training.Backbones;

/// <summary>One step of MobileNetV2: convolution with TensorFlow's SAME padding, normalisation and, usually, ReLU6.</summary>
/// <param name="Conv">The convolution, 1x1 or 3x3; its own padding holds for stride 1 only.</param>
/// <param name="Norm">The normalisation.</param>
/// <param name="Stride">Stride of the convolution, 1 or 2.</param>
/// <param name="Groups">Groups of the convolution: 1, or its channels if it is depthwise.</param>
/// <param name="Activates">Whether ReLU6 follows.</param>
internal sealed record ConvUnit(Conv2d Conv, BatchNorm2d Norm, long Stride, long Groups, bool Activates)
{
    /// <summary>Convolves, normalises and activates.</summary>
    /// <param name="input">[N, in, H, W].</param>
    /// <returns>[N, out, ceil(H / stride), ceil(W / stride)].</returns>
    public Tensor Apply(Tensor input) => Activate(Norm.call(Convolve(input)));

    /// <summary>Applies ReLU6 where the unit has one, and frees what it was applied to.</summary>
    /// <param name="output">[N, out, h, w].</param>
    public Tensor Activate(Tensor output)
    {
        if (!Activates)
        {
            return output;
        }

        // Not in place: a clamp in place first copies its input for the backward pass.
        Tensor activated = nn.functional.relu6(output);
        output.Dispose();
        return activated;
    }

    /// <summary>
    /// Convolves with SAME padding: one pixel on every side, except that stride 2 on an even side pads only its end.
    /// </summary>
    /// <param name="input">[N, in, H, W].</param>
    /// <returns>[N, out, ceil(H / stride), ceil(W / stride)].</returns>
    public Tensor Convolve(Tensor input)
    {
        if (Stride == 1)
        {
            return Conv.call(input);
        }

        // Padding one side of the input would copy all of it. Padded by 2 on both sides, the windows start at -2, 0, 2, ...:
        // the wanted ones and one too many, which is cut off the output. That is a quarter of the size and has no padding.
        long cutRows = 1 - (input.shape[2] % 2);
        long cutColumns = 1 - (input.shape[3] % 2);
        Tensor output = nn.functional.conv2d(
            input, Conv.weight, null, [Stride, Stride], [1 + cutRows, 1 + cutColumns], [1L, 1L], Groups);
        return output
            .narrow(2, cutRows, output.shape[2] - cutRows)
            .narrow(3, cutColumns, output.shape[3] - cutColumns);
    }
}
