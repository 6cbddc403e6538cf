using TorchSharp.Interop;

namespace TorchSharp;

/// <content>Pooling, resampling and padding of images.</content>
public static partial class torch
{
    /// <content>Pooling, resampling and padding of images.</content>
    public static partial class nn
    {
        /// <content>Pooling, resampling and padding of images.</content>
        public static partial class functional
        {
            /// <summary>Resamples images.</summary>
            /// <param name="x">[N, C, H, W].</param>
            /// <param name="size">The new height and width (one number for both), or null.</param>
            /// <param name="scale_factor">Factors for height and width (one number for both), or null.</param>
            /// <param name="mode">Nearest, bilinear, bicubic or area.</param>
            /// <param name="align_corners">
            /// Whether the corner pixels' centres are kept; not for nearest and area.
            /// </param>
            /// <returns>[N, C, H', W'].</returns>
            /// <exception cref="ArgumentException">
            /// Both or none of size and factor, or a mode that is not for images.
            /// </exception>
            public static Tensor interpolate(
                Tensor x,
                long[]? size = null,
                double[]? scale_factor = null,
                InterpolationMode mode = InterpolationMode.Nearest,
                bool? align_corners = null)
            {
                int nativeMode = mode switch
                {
                    InterpolationMode.Nearest => 0,
                    InterpolationMode.Bilinear => 1,
                    InterpolationMode.Bicubic => 2,
                    InterpolationMode.Area => 3,
                    _ => throw new ArgumentException($"Interpolation {mode} is not for images.", nameof(mode)),
                };
                NativeMethods.Interpolate(
                    Arguments.HandleOf(x),
                    size is null ? default : Pair(size, 0),
                    Factors(scale_factor),
                    nativeMode,
                    align_corners == true ? 1 : 0,
                    out TensorHandle result);
                return new Tensor(result);
            }

            /// <summary>Adds values around a tensor.</summary>
            /// <param name="input">The tensor.</param>
            /// <param name="pad">
            /// How many before and after, from the last dimension backwards: left, right, top, bottom.
            /// </param>
            /// <param name="mode">What the values are.</param>
            /// <param name="value">The value in mode Constant.</param>
            /// <returns>A new tensor.</returns>
            public static Tensor pad(
                Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
            {
                ArgumentNullException.ThrowIfNull(pad);
                int nativeMode = mode switch
                {
                    PaddingModes.Reflect => 1,
                    PaddingModes.Replicate => 2,
                    PaddingModes.Circular => 3,
                    _ => 0,
                };
                NativeMethods.Pad(
                    Arguments.HandleOf(input),
                    pad,
                    pad.Length,
                    nativeMode,
                    mode == PaddingModes.Zeros ? 0 : value,
                    out TensorHandle result);
                return new Tensor(result);
            }

            /// <summary>Means over windows.</summary>
            /// <param name="input">[N, C, H, W].</param>
            /// <param name="kernelSizes">The window's height and width.</param>
            /// <param name="strides">The steps, null for the window's size.</param>
            /// <param name="paddings">The zeros added on each side, null for none.</param>
            /// <param name="ceil_mode">Whether the output's size is rounded up.</param>
            /// <param name="count_include_pad">Whether the added zeros count.</param>
            /// <returns>[N, C, H', W'].</returns>
            public static Tensor avg_pool2d(
                Tensor input,
                long[] kernelSizes,
                long[]? strides = null,
                long[]? paddings = null,
                bool ceil_mode = false,
                bool count_include_pad = true)
            {
                NativeMethods.AvgPool2d(
                    Arguments.HandleOf(input),
                    Pair(Required(kernelSizes), 1),
                    Pair(strides ?? kernelSizes, 1),
                    Pair(paddings, 0),
                    ceil_mode ? 1 : 0,
                    count_include_pad ? 1 : 0,
                    divisor: 0,
                    out TensorHandle result);
                return new Tensor(result);
            }

            /// <summary>Greatest values over windows.</summary>
            /// <param name="input">[N, C, H, W].</param>
            /// <param name="kernelSize">The window's height and width.</param>
            /// <param name="strides">The steps, null for the window's size.</param>
            /// <param name="padding">What is added on each side, null for nothing.</param>
            /// <param name="dilation">The distances between window values, null for 1.</param>
            /// <param name="ceil_mode">Whether the output's size is rounded up.</param>
            /// <returns>[N, C, H', W'].</returns>
            public static Tensor max_pool2d(
                Tensor input,
                long[] kernelSize,
                long[]? strides = null,
                long[]? padding = null,
                long[]? dilation = null,
                bool ceil_mode = false)
            {
                NativeMethods.MaxPool2d(
                    Arguments.HandleOf(input),
                    Pair(Required(kernelSize), 1),
                    Pair(strides ?? kernelSize, 1),
                    Pair(padding, 0),
                    Pair(dilation, 1),
                    ceil_mode ? 1 : 0,
                    out TensorHandle result);
                return new Tensor(result);
            }

            /// <summary>Means over a grid of a given size.</summary>
            /// <param name="input">[N, C, H, W].</param>
            /// <param name="output_size">The grid's height and width.</param>
            /// <returns>[N, C, H', W'].</returns>
            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size)
            {
                NativeMethods.AdaptiveAvgPool2d(
                    Arguments.HandleOf(input), Pair(Required(output_size), 1), out TensorHandle result);
                return new Tensor(result);
            }

            /// <summary>The windows of an image as columns.</summary>
            /// <param name="input">[N, C, H, W].</param>
            /// <param name="kernel_size">The window's height and width.</param>
            /// <param name="dilation">The distance between window values.</param>
            /// <param name="padding">The zeros added on each side.</param>
            /// <param name="stride">The step.</param>
            /// <returns>[N, C · kernel_size², number of windows].</returns>
            public static Tensor unfold(
                Tensor input, long kernel_size, long dilation = 1, long padding = 0, long stride = 1)
            {
                NativeMethods.Unfold(
                    Arguments.HandleOf(input),
                    [kernel_size, kernel_size],
                    [dilation, dilation],
                    [padding, padding],
                    [stride, stride],
                    out TensorHandle result);
                return new Tensor(result);
            }

            private static long[] Required(long[]? values) =>
                values ?? throw new ArgumentNullException(nameof(values), "The size of the window is null.");

            private static ReadOnlySpan<double> Factors(double[]? factors) => factors switch
            {
                null => default,
                [double both] => new[] { both, both },
                [_, _] => factors,
                _ => throw new ArgumentException($"Expected 1 or 2 factors, got {factors.Length}."),
            };
        }
    }
}
