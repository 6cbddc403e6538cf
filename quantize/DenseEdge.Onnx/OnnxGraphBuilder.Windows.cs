using System.Diagnostics.CodeAnalysis;
using DenseEdge.Onnx.Schema;

namespace DenseEdge.Onnx;

/// <content>Operators that slide over images or resample them: everything here takes [N, C, H, W].</content>
public sealed partial class OnnxGraphBuilder
{
    /// <summary>Convolution.</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="weight">[K, C / group, kernel height, kernel width].</param>
    /// <param name="bias">[K], or null for none.</param>
    /// <param name="stride">Step in pixels, both ways.</param>
    /// <param name="padding">Zeros around the input; the sides may differ.</param>
    /// <param name="group">Number of groups that see only their own channels.</param>
    /// <param name="dilation">Distance of the kernel's taps in pixels.</param>
    /// <returns>[N, K, H', W'].</returns>
    /// <exception cref="ArgumentException">The shapes don't fit; the message names both.</exception>
    public GraphValue Conv(
        GraphValue input,
        GraphValue weight,
        GraphValue? bias = null,
        int stride = 1,
        Padding2d padding = default,
        int group = 1,
        int dilation = 1)
    {
        RequireRank("Conv", input, 4);
        RequireRank("Conv", weight, 4);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(group, 1);
        if (weight[1] * group != input[1] || weight[0] % group != 0)
        {
            throw new ArgumentException(
                $"Conv: expected a weight of [K, {input[1]} / {group}, kh, kw] with K divisible by {group}, "
                + $"got {weight} for {input}.");
        }

        if (bias is not null && (bias.Rank != 1 || bias[0] != weight[0]))
        {
            throw new ArgumentException(
                $"Conv: expected a bias of [{weight[0]}], got {bias} for {weight}.", nameof(bias));
        }

        int rows = ShapeRules.Windows("Conv", input[2], padding.Top + padding.Bottom, weight[2], stride, dilation);
        int columns = ShapeRules.Windows("Conv", input[3], padding.Left + padding.Right, weight[3], stride, dilation);
        GraphValue[] inputs = bias is null ? [input, weight] : [input, weight, bias];
        return Emit(
            "Conv",
            input.ElementType,
            [input[0], weight[0], rows, columns],
            inputs,
            Attribute("dilations", dilation, dilation),
            Attribute("group", (long)group),
            Attribute("kernel_shape", weight[2], weight[3]),
            Attribute("pads", padding.Top, padding.Left, padding.Bottom, padding.Right),
            Attribute("strides", stride, stride));
    }

    /// <summary>Largest value of each window.</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="kernel">Side of the window in pixels.</param>
    /// <param name="stride">Step in pixels, both ways.</param>
    /// <param name="padding">Pixels around the input that never win.</param>
    /// <returns>[N, C, H', W'].</returns>
    public GraphValue MaxPool(GraphValue input, int kernel, int stride = 1, Padding2d padding = default)
    {
        RequireRank("MaxPool", input, 4);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        int rows = ShapeRules.Windows("MaxPool", input[2], padding.Top + padding.Bottom, kernel, stride, 1);
        int columns = ShapeRules.Windows("MaxPool", input[3], padding.Left + padding.Right, kernel, stride, 1);
        return Emit(
            "MaxPool",
            input.ElementType,
            [input[0], input[1], rows, columns],
            [input],
            Attribute("kernel_shape", kernel, kernel),
            Attribute("pads", padding.Top, padding.Left, padding.Bottom, padding.Right),
            Attribute("strides", stride, stride));
    }

    /// <summary>Mean over all pixels.</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <returns>[N, C, 1, 1].</returns>
    public GraphValue GlobalAveragePool(GraphValue input)
    {
        RequireRank("GlobalAveragePool", input, 4);
        return Emit("GlobalAveragePool", input.ElementType, [input[0], input[1], 1, 1], [input]);
    }

    /// <summary>Bilinear resampling with pixel centres at half-integers (PyTorch's
    /// <c>align_corners=False</c>).</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="height">New height in pixels.</param>
    /// <param name="width">New width in pixels.</param>
    /// <returns>[N, C, height, width]; the input itself if it has this size already.</returns>
    public GraphValue ResizeLinear(GraphValue input, int height, int width)
        => Resize(
            input,
            Sized(input, height, width),
            Attribute("coordinate_transformation_mode", "half_pixel"),
            Attribute("mode", "linear"));

    /// <summary>Bilinear resampling as <see cref="ResizeLinear"/> does it, of an image whose channels come last. Bytes give
    /// bytes.</summary>
    /// <param name="input">[N, H, W, C].</param>
    /// <param name="height">New height in pixels.</param>
    /// <param name="width">New width in pixels.</param>
    /// <returns>[N, height, width, C]; the input itself if it has this size already.</returns>
    public GraphValue ResizeLinearChannelsLast(GraphValue input, int height, int width)
    {
        RequireRank("Resize", input, 4);
        return Resize(
            input,
            [input[0], height, width, input[3]],
            Attribute("coordinate_transformation_mode", "half_pixel"),
            Attribute("mode", "linear"));
    }

    /// <summary>Nearest-neighbour resampling: source index = floor(index × old size / new size).</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="height">New height in pixels.</param>
    /// <param name="width">New width in pixels.</param>
    /// <returns>[N, C, height, width]; the input itself if it has this size already.</returns>
    public GraphValue ResizeNearest(GraphValue input, int height, int width)
        => Resize(
            input,
            Sized(input, height, width),
            Attribute("coordinate_transformation_mode", "asymmetric"),
            Attribute("mode", "nearest"),
            Attribute("nearest_mode", "floor"));

    private GraphValue Resize(GraphValue input, int[] dims, params ReadOnlySpan<AttributeProto> attributes)
        => input.Dims.SequenceEqual(dims)
            ? input
            : Emit("Resize", input.ElementType, dims, [input, null, null, Integers(dims)], attributes);

    private static int[] Sized([NotNull] GraphValue? input, int height, int width)
    {
        RequireRank("Resize", input, 4);
        return [input[0], input[1], height, width];
    }

    private static void RequireRank(string operation, [NotNull] GraphValue? value, int rank)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Rank != rank)
        {
            throw new ArgumentException($"{operation}: expected {rank} dimensions, got {value}.");
        }
    }
}
