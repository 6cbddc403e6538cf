namespace DenseEdge.Onnx;

/// <summary>Rows and columns of zeros around an image, in pixels.</summary>
/// <param name="Top">Rows above.</param>
/// <param name="Left">Columns to the left.</param>
/// <param name="Bottom">Rows below.</param>
/// <param name="Right">Columns to the right.</param>
public readonly record struct Padding2d(int Top, int Left, int Bottom, int Right)
{
    /// <summary>Makes the same padding on all four sides.</summary>
    /// <param name="pixels">Pixels on each side.</param>
    public static Padding2d All(int pixels) => new(pixels, pixels, pixels, pixels);

    /// <summary>
    /// Makes TensorFlow's "SAME" padding: as much as gives ceil(size / stride) outputs, with the odd pixel at the
    /// bottom and the right.
    /// </summary>
    /// <param name="height">Height of the input in pixels.</param>
    /// <param name="width">Width of the input in pixels.</param>
    /// <param name="kernel">Side of the kernel in pixels.</param>
    /// <param name="stride">Step of the kernel in pixels.</param>
    /// <param name="dilation">Distance of the kernel's taps in pixels.</param>
    public static Padding2d TensorFlowSame(int height, int width, int kernel, int stride, int dilation = 1)
    {
        int rows = Total(height, kernel, stride, dilation);
        int columns = Total(width, kernel, stride, dilation);
        return new Padding2d(rows / 2, columns / 2, rows - (rows / 2), columns - (columns / 2));
    }

    private static int Total(int size, int kernel, int stride, int dilation)
    {
        int outputs = (size + stride - 1) / stride;
        return Math.Max(((outputs - 1) * stride) + ((kernel - 1) * dilation) + 1 - size, 0);
    }
}
